using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>MySQL's options of a table as Pomelo keeps them: <c>ENGINE=InnoDB,ROW_FORMAT=DYNAMIC</c>, a comma within a value doubled.</summary>
internal static partial class StoreOptions
{
    private static readonly string[] Rebuilding = ["ROW_FORMAT", "KEY_BLOCK_SIZE"];
    private static readonly string[] Statistics = ["STATS_AUTO_RECALC", "STATS_PERSISTENT", "STATS_SAMPLE_PAGES"];

    /// <summary>What the server does about the options that are new or other ones; those that went the provider leaves as they are.</summary>
    public static IEnumerable<OperationKind> KindsOf(AnnotationChange change)
        => Read(change.New).Except(Read(change.Old)).Select(o => Kind(o.Key)).Distinct();

    /// <summary>The options that are named no more.</summary>
    public static IEnumerable<string> Gone(AnnotationChange change)
        => Read(change.Old).Keys.Except(Read(change.New).Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>The model has the table's pages compressed: no column of it comes or goes by the catalog alone (MY-04).</summary>
    public static bool IsCompressed(ITable? table)
    {
        var options = Read(table?.GetAnnotations().FirstOrDefault(a => a.Name.EndsWith(":StoreOptions", StringComparison.Ordinal))?.Value as string);
        return options.TryGetValue("ROW_FORMAT", out var format)
            ? format.Equals("COMPRESSED", StringComparison.OrdinalIgnoreCase)
            : options.GetValueOrDefault("KEY_BLOCK_SIZE", "0") != "0";
    }

    /// <summary>The same operation, with the server's own default for options that are named no more: the provider would leave them.</summary>
    public static AlterTableOperation WithDefaults(AlterTableOperation alter)
    {
        if (AnnotationChange.Of(alter).FirstOrDefault(c => c.IsStoreOptions) is { } change && Gone(change).ToList() is [_, ..] gone)
        {
            alter[change.Annotation] = string.Join(
                ',', gone.Select(o => $"{o}={(o.Equals("KEY_BLOCK_SIZE", StringComparison.OrdinalIgnoreCase) ? "0" : "DEFAULT")}").Prepend(change.New).OfType<string>());
        }

        return alter;
    }

    // An InnoDB table is built anew in place (MY-58); one that comes from another engine or goes to one is copied.
    private static OperationKind Kind(string option)
        => Rebuilding.Contains(option, StringComparer.OrdinalIgnoreCase) ? OperationKind.RebuildTable
            : Statistics.Contains(option, StringComparer.OrdinalIgnoreCase) ? OperationKind.SetTableComment
            : OperationKind.Unknown;

    private static Dictionary<string, string> Read(string? options)
        => Separator().Split(options ?? "").Select(o => o.Split('=', 2)).Where(o => o.Length == 2)
            .ToDictionary(o => o[0].Trim(), o => o[1].Trim().Replace(",,", ",", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("(?<=(?:^|[^,])(?:,,)*),(?!,)")]
    private static partial Regex Separator();
}
