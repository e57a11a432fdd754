using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Gates;

/// <summary>
/// Nothing else in the database uses what goes: views, functions, triggers, policies, generated columns, foreign keys.
/// </summary>
internal sealed class DatabaseObjectsCondition : IGateCondition
{
    public string Name => "database objects";

    public bool ChangesQuickly => true;

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        if (context.Operation.Removes.Count == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["the migration does not say what it removes"]);

        var dropped = DroppedNames(context.ContractOperations);
        var droppedTables = context.Operation.Removes.Where(r => r.Column is null).Select(r => r.Table).ToHashSet(StringComparer.Ordinal);
        var uses = new SortedSet<string>(StringComparer.Ordinal);
        var unreadable = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var removed in context.Operation.Removes)
        {
            var what = removed.Column is null ? $"table '{removed.Table}'" : $"column '{removed.Table}.{removed.Column}'";
            foreach (var row in await context.Connection.RowsAsync(context.Sql.Dependencies.Known(removed), cancel))
            {
                var owner = row[2];
                if (!dropped.Contains(Unquoted(row[1]!)) && (owner is null || !droppedTables.Contains(Unquoted(owner))))
                    uses.Add($"{row[0]} {row[1]}{(owner is null ? "" : $" on {owner}")} uses {what}");
            }

            foreach (var row in await context.Connection.RowsAsync(context.Sql.Dependencies.Texts(removed), cancel))
            {
                if (row[2] is null)
                    unreadable.Add($"{row[0]} {row[1]}: its text must not be read by this user");
                else if (!dropped.Contains(Unquoted(row[1]!)) && Mentions(row[2]!, removed, attached: row[3] is "1"))
                    uses.Add($"{row[0]} {row[1]} mentions {what}");
            }
        }

        return uses.Count == 0
            ? new GateResult(Name, GateOutcome.Passed, [$"nothing uses {context.Operation.Removes.Count} removed objects", .. unreadable])
            : new GateResult(Name, GateOutcome.Refused, [.. uses, .. unreadable], "Change or drop these objects, then run the same command again.");
    }

    private static bool Mentions(string text, RemovedObject removed, bool attached)
        => removed.Column is null
            ? WordSearch.Contains(text, removed.Table)
            : WordSearch.Contains(text, removed.Column) && (attached || WordSearch.Contains(text, removed.Table));

    // What the migration itself takes away needs no warning.
    internal static HashSet<string> DroppedNames(IEnumerable<MigrationOperation> operations)
        => operations.Select(o => o switch
        {
            DropIndexOperation d => d.Name,
            DropForeignKeyOperation d => d.Name,
            DropUniqueConstraintOperation d => d.Name,
            DropCheckConstraintOperation d => d.Name,
            DropPrimaryKeyOperation d => d.Name,
            DropTableOperation d => d.Name,
            DropColumnOperation d => $"{d.Table}.{d.Name}",
            _ => null,
        }).OfType<string>().ToHashSet(StringComparer.Ordinal);

    // The catalog quotes names where it must, and qualifies them where the search path does not find them.
    private static string Unquoted(string name) => name.Replace("\"", "", StringComparison.Ordinal);
}
