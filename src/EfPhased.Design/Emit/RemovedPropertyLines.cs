using System.Text.RegularExpressions;
using EfPhased.Design.Hosting.References;
using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Emit;

/// <summary>
/// The lines by which a contract migration tells the analyzer, in its own assembly and in those that reference it, which properties
/// lose their columns.
/// </summary>
internal static partial class RemovedPropertyLines
{
    private const string Comment =
        "// What the analyzer warns about. Where the contract has run everywhere, delete these lines, or name the change in EfPhasedContracted.";

    /// <param name="plan">The change.</param>
    /// <param name="before">The model that its contract takes away from.</param>
    /// <param name="after">The model that it leads to.</param>
    /// <param name="code">Writes literals.</param>
    public static IReadOnlyList<string> Of(PhasedPlan plan, IModel? before, IModel after, ICSharpHelper code)
    {
        if (before is null)
            return [];

        var properties = new MappedProperties(before, after);
        var lines =
            from gate in plan.Migrations.Where(m => m.Phase == Phase.Contract).SelectMany(m => m.Up).OfType<GateOperation>()
            from removed in gate.Removes
            where removed.Column is not null
            from property in properties.Of(removed)
            let text = $"{property.EntityType}.{property.Property} -> {removed.Table}.{removed.Column}"
            select $"[assembly: System.Reflection.AssemblyMetadata({code.Literal($"EfPhased.Removes:{plan.Change}")}, {code.Literal(text)})]";
        return [.. lines.Distinct()];
    }

    /// <summary>Puts the lines where the language wants attributes of the assembly: behind the using directives.</summary>
    public static string Insert(string migration, IReadOnlyList<string> lines)
        => lines.Count == 0
            ? migration
            : Usings().Replace(migration, m => string.Join(Environment.NewLine, [m.Value, Comment, .. lines, ""]), 1);

    [GeneratedRegex(@"\A(?:\s*using [^\n]*\n)+")]
    private static partial Regex Usings();
}
