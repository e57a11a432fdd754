using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EfPhased.Analyzers;

/// <summary>
/// Warns while somebody types what the gate would refuse on the day of the contract.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RemovedPropertyAnalyzer : DiagnosticAnalyzer
{
    public const string Id = "EFP6101";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A pending contract removes the property's column",
        "'{0}' belongs to the column '{1}', which the contract of '{2}' removes",
        "EfPhased",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Stop using the property. Where the contract has run everywhere, name the change in the MSBuild property "
            + "EfPhasedContracted, or delete the lines [assembly: AssemblyMetadata(\"EfPhased.Removes:...\")] from its migration.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var removed = RemovedProperty.Of(context.Compilation, context.Options, context.CancellationToken);
        if (removed.Count == 0)
            return;

        var properties = new RemovedSymbols(context.Compilation, removed);
        context.RegisterOperationAction(c => CheckProperty(c, properties), OperationKind.PropertyReference);
        context.RegisterOperationAction(c => CheckName(c, properties), OperationKind.Invocation);
    }

    private static void CheckProperty(OperationAnalysisContext context, RemovedSymbols properties)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (properties.Find(reference.Property, reference.Instance?.Type) is { } removed && !EntityFramework.IsIgnored(reference))
            Report(context, MemberName(reference), removed);
    }

    // EF.Property<T>(entity, "Name") and entry.Property("Name").
    private static void CheckName(OperationAnalysisContext context, RemovedSymbols properties)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (EntityFramework.NamedProperty(invocation) is var (entity, name) && properties.Find(entity, name.ConstantValue.Value as string) is { } removed)
            Report(context, name.Syntax, removed);
    }

    private static SyntaxNode MemberName(IPropertyReferenceOperation reference)
        => reference.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax access ? access.Name : reference.Syntax;

    private static void Report(OperationAnalysisContext context, SyntaxNode at, RemovedProperty removed)
    {
        if (Suppression.Covers(at))
            return;
        var type = removed.EntityType.Substring(removed.EntityType.LastIndexOfAny(['.', '+']) + 1);
        context.ReportDiagnostic(Diagnostic.Create(Rule, at.GetLocation(), $"{type}.{removed.Property}", removed.Column, removed.Change));
    }
}
