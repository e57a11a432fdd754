using EfPhased.Dialects;
using EfPhased.Gates.Sql;
using EfPhased.Operations;
using EfPhased.Running;

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
        var removes = context.Operation.Removes;
        if (removes.Count == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["the migration does not say what it removes"]);

        var drops = new ContractDrops(context.ContractOperations);
        var uses = new SortedSet<string>(StringComparer.Ordinal);
        var unchecked_ = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var removed in removes)
        {
            foreach (var use in await FindAsync(Ask, context.Sql.Dependencies, removed, drops))
                (use.IsRead ? uses : unchecked_).Add(use.ToString());
            foreach (var row in await Ask(context.Sql.Dependencies.Hidden(removed)))
                unchecked_.Add(row[0]!);
        }

        if (uses.Count > 0)
            return new GateResult(Name, GateOutcome.Refused, [.. uses, .. unchecked_], "Change or drop these objects, then run the same command again.");
        return unchecked_.Count > 0
            ? new GateResult(Name, GateOutcome.NotChecked, [$"nothing that this user may read uses {removes.Count} removed objects", .. unchecked_])
            : new GateResult(Name, GateOutcome.Passed, [$"nothing uses {removes.Count} removed objects"]);

        // Planning these takes the server longer than running them.
        Task<List<string?[]>> Ask(string sql)
            => context.IsPrepared ? context.Connection.PreparedRowsAsync(sql, cancel) : context.Connection.RowsAsync(sql, cancel);
    }

    /// <summary>Everything that uses one removed object, and every text that could not be read.</summary>
    public static async Task<IReadOnlyList<ObjectUse>> FindAsync(
        Func<string, Task<List<string?[]>>> ask, DependencySql sql, RemovedObject removed, ContractDrops drops)
    {
        if ((await ask(sql.SchemaName(removed))).FirstOrDefault()?[0] is not { } schema)
            return [];

        var what = removed.Column is null ? $"table '{removed.Table}'" : $"column '{removed.Table}.{removed.Column}'";
        var uses = new List<ObjectUse>();
        foreach (var row in await ask(sql.Known(removed, drops)))
            uses.Add(ObjectUse.Of(row, $"uses {what}"));

        var texts = await ask(sql.Texts(removed, drops));
        if (texts.Count == 0)
            return uses;
        var namesakes = await ask(sql.Namesakes(removed));
        SearchedName name = new(schema, removed.Table, removed.Column, namesakes.Select(r => r[0]!).ToHashSet(StringComparer.Ordinal));
        foreach (var row in texts)
        {
            if (row[5] is not { } text)
                uses.Add(ObjectUse.Of(row, "") with { IsRead = false });
            else if (TextSearch.Find(sql.Read(text, row[6]!), name) is var use and not TextUse.None)
                uses.Add(Found(row, use, what));
        }

        return uses;
    }

    private static ObjectUse Found(string?[] row, TextUse use, string what)
    {
        var found = ObjectUse.Of(row, "");
        return use switch
        {
            TextUse.Certain => found with { Uses = $"names {what}" },
            TextUse.Field => found with { Uses = $"reads {what} as a field of JSON", Consequence = Consequence.NoField },
            TextUse.Probable => found with { Uses = $"probably names {what}" },
            TextUse.AllColumns => found with
            {
                Uses = $"passes on all columns, {what} with them",
                Consequence = found.Consequence == Consequence.Breaks ? Consequence.Fewer : found.Consequence,
            },
            TextUse.Dynamic => found with { Uses = $"may use {what} in text that it runs" },
            _ => throw new ArgumentOutOfRangeException(nameof(use)),
        };
    }
}
