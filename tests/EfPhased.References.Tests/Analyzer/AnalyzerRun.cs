using System.Collections.Immutable;
using EfPhased.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.Tests.Analyzer;

/// <summary>
/// Compiles code with the analyzer, against small stand-ins for EF Core and for the library.
/// </summary>
internal sealed record AnalyzerRun(string Code)
{
    public const string Contract = """
        [assembly: System.Reflection.AssemblyMetadata("EfPhased.Removes:RenameCustomerName", "Shop.Customer.Name -> Customers.Name")]

        """;

    private const string Model = """
        namespace Shop
        {
            public class Party { public string Name { get; set; } }
            public class Supplier : Party { }
            public class Product { public string Name { get; set; } }
            public class Person { public string Nick { get; set; } }
            public class Customer { public string Name { get; set; } public string FullName { get; set; } [System.ComponentModel.DataAnnotations.Schema.NotMapped] public string Initials { get; set; } public string this[string key] => key; }
            public class VipCustomer : Customer { }
            public class Reader { public string Name { get; set; } }
        }

        namespace Microsoft.EntityFrameworkCore
        {
            public static class EF { public static T Property<T>(object entity, string propertyName) => throw null; }
            public class EntityTypeBuilder<T> { public void Ignore(System.Linq.Expressions.Expression<System.Func<T, object>> property) { } }
        }

        namespace Microsoft.EntityFrameworkCore.ChangeTracking
        {
            public class EntityEntry<T> { public object Property(string name) => name; }
        }
        """;

    private const string Marker = "/*!*/";

    private static readonly MetadataReference[] Platform =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p))];

    private static readonly PortableExecutableReference Library = Image("EfPhased", "public class PhasedLibrary { }", []);

    /// <summary>The source that holds the contract; null to have none.</summary>
    public string? Migration { get; init; } = Contract;

    /// <summary>True when the migration is part of a referenced assembly.</summary>
    public bool MigrationIsElsewhere { get; init; }

    public IReadOnlyDictionary<string, string> AdditionalFiles { get; init; } = new Dictionary<string, string>();

    public string? Contracted { get; init; }

    public string FileName { get; init; } = "Code.cs";

    /// <summary>Checks that the analyzer warns of exactly the places behind the markers.</summary>
    public async Task VerifyAsync()
    {
        var expected = new List<int>();
        for (var at = Code.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = Code.IndexOf(Marker, at + 1, StringComparison.Ordinal))
            expected.Add(at + Marker.Length);
        Assert.Equal(expected, (await DiagnosticsAsync()).Select(d => d.Location.SourceSpan.Start).Order());
    }

    public Task<ImmutableArray<Diagnostic>> DiagnosticsAsync() => Compile().GetAnalyzerDiagnosticsAsync();

    /// <summary>How many operations of the code the analyzer asked to see.</summary>
    public async Task<int> ActionsAsync()
    {
        var compilation = Compile();
        await compilation.GetAnalyzerDiagnosticsAsync();
        var telemetry = await compilation.GetAnalyzerTelemetryInfoAsync(compilation.Analyzers[0], CancellationToken.None);
        return telemetry.OperationActionsCount;
    }

    private CompilationWithAnalyzers Compile()
    {
        List<MetadataReference> references = [.. Platform, Library];
        var own = Migration is null ? "" : Migration + MigrationClass;
        if (MigrationIsElsewhere)
            references.Add(Image("Shop.Migrations", own, references));

        List<SyntaxTree> trees = [Parse(Code, FileName), Parse(Model, "Model.cs"), .. MigrationIsElsewhere ? (SyntaxTree[])[] : [Parse(own, "Migration.cs")]];
        var compilation = CSharpCompilation.Create("Shop", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));

        var options = new AnalyzerOptions(
            [.. AdditionalFiles.Select(f => new TextFile(f.Key, f.Value))],
            new BuildOptions(Contracted is null ? [] : new() { ["build_property.EfPhasedContractedChanges"] = Contracted }));
        return compilation.WithAnalyzers([new RemovedPropertyAnalyzer()], options);
    }

    // A migration uses the library, so its assembly references it.
    private const string MigrationClass = "\npublic class RenameCustomerName_Contract : PhasedLibrary { }";

    private static SyntaxTree Parse(string code, string file) => CSharpSyntaxTree.ParseText(code, path: file);

    private static PortableExecutableReference Image(string name, string code, IEnumerable<MetadataReference> references)
    {
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(
            name, [Parse(code, name + ".cs")], [.. Platform, .. references], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class BuildOptions(Dictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
