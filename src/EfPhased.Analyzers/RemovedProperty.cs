using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EfPhased.Analyzers;

/// <summary>
/// A property whose column a contract removes, as the contract's migration says in a line such as
/// <c>[assembly: AssemblyMetadata("EfPhased.Removes:RenameCustomerName", "Shop.Customer.Name -> Customers.Name")]</c>.
/// </summary>
internal sealed class RemovedProperty(string change, string entityType, string property, string column)
{
    private const string Library = "EfPhased";
    private const string Key = "EfPhased.Removes:";
    private const string Arrow = " -> ";
    private const string ContractFile = "_Contract.cs";
    private const string ContractedProperty = "build_property.EfPhasedContractedChanges";

    private static readonly Regex Line = new(
        """AssemblyMetadata\("EfPhased\.Removes:(?<change>[^"]+)",\s*"(?<value>[^"]+)"\)""", RegexOptions.CultureInvariant);

    public string Change { get; } = change;

    /// <summary>The CLR type's full name, as metadata has it.</summary>
    public string EntityType { get; } = entityType;

    public string Property { get; } = property;

    /// <summary>The column as people write it: <c>Customers.Name</c>.</summary>
    public string Column { get; } = column;

    /// <summary>
    /// What the contracts that a compilation can see remove: its own, those of assemblies that it references, and those of migrations
    /// that it is handed as additional files. Changes that the build calls contracted are left out.
    /// </summary>
    public static List<RemovedProperty> Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancel)
    {
        var removed = new List<RemovedProperty>();
        foreach (var assembly in Assemblies(compilation))
        {
            foreach (var attribute in assembly.GetAttributes())
            {
                if (attribute.AttributeClass?.Name == "AssemblyMetadataAttribute"
                    && attribute.ConstructorArguments is { Length: 2 } arguments
                    && arguments[0].Value is string key && arguments[1].Value is string value
                    && key.StartsWith(Key, StringComparison.Ordinal))
                    Add(removed, key.Substring(Key.Length), value);
            }
        }

        foreach (var file in options.AdditionalFiles.Where(f => f.Path.EndsWith(ContractFile, StringComparison.Ordinal)))
        {
            foreach (Match match in Line.Matches(file.GetText(cancel)?.ToString() ?? ""))
                Add(removed, match.Groups["change"].Value, match.Groups["value"].Value);
        }

        if (removed.Count > 0 && options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(ContractedProperty, out var contracted))
        {
            var changes = contracted.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(c => c.Trim()).ToList();
            removed.RemoveAll(r => changes.Contains(r.Change));
        }

        return removed;
    }

    // Only what knows the library can hold a contract; asking all others for their attributes would cost every build.
    private static IEnumerable<IAssemblySymbol> Assemblies(Compilation compilation)
    {
        if (!compilation.ReferencedAssemblyNames.Any(n => n.Name == Library))
            yield break;
        yield return compilation.Assembly;
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == Library)))
                yield return assembly;
        }
    }

    private static void Add(List<RemovedProperty> removed, string change, string value)
    {
        var arrow = value.IndexOf(Arrow, StringComparison.Ordinal);
        var dot = arrow < 0 ? -1 : value.LastIndexOf('.', arrow - 1);
        if (dot > 0)
            removed.Add(new RemovedProperty(change, value.Substring(0, dot), value.Substring(dot + 1, arrow - dot - 1), value.Substring(arrow + Arrow.Length)));
    }
}
