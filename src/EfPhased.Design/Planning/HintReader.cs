using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// Reads hints against a model.
/// </summary>
internal static class HintReader
{
    /// <exception cref="PhasedException">EFP4080: two hints of one kind are about the same column.</exception>
    public static void RefuseDuplicates(PlanHints hints)
    {
        RefuseDuplicates("--rename", hints.Renames);
        RefuseDuplicates("--no-rename", hints.NoRenames);
        RefuseDuplicates("--value", hints.Values);
        RefuseDuplicates("--up", hints.Ups);
        RefuseDuplicates("--down", hints.Downs);
        RefuseDuplicates("--accept-lossy", hints.Lossy);
        RefuseDuplicates("--move", hints.Moves);
        RefuseDuplicates("--new-column", hints.NewColumns);
        RefuseDuplicates("--keep-column", hints.KeptColumns);
    }

    /// <summary>Reads <c>Column=SQL</c>, whose SQL names columns in braces.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="hints">What was given for it.</param>
    /// <param name="of">The model that has the column.</param>
    /// <param name="from">The model that has the columns in braces.</param>
    /// <param name="other">The table of those, for a column that moves to another one; null where none does.</param>
    /// <exception cref="PhasedException">EFP4011: a hint names no column of the model, or several, or its SQL does.</exception>
    public static IReadOnlyDictionary<ColumnRef, string> Expressions(
        string option, IReadOnlyList<string> hints, IRelationalModel of, IRelationalModel from, Func<ColumnRef, TableRef>? other = null)
    {
        var found = new Dictionary<ColumnRef, string>();
        foreach (var hint in hints)
        {
            var (name, sql) = Split(option, hint, "a column and its SQL are separated by '='");
            var column = Find(option, hint, name, of);
            try
            {
                var table = other?.Invoke(column) ?? column.In;
                if (ColumnTemplate.Columns(sql).FirstOrDefault(c => from.FindTable(table.Table, table.Schema)?.FindColumn(c) is null) is { } missing)
                    throw DesignErrors.BadHint(option, hint, $"'{table}' has no column '{missing}'{(of == from ? "" : " on the other side of the change")}.");
            }
            catch (FormatException e)
            {
                throw DesignErrors.BadHint(option, hint, e.Message);
            }

            found[column] = sql;
        }

        return found;
    }

    /// <summary>Old columns by the new ones that take over their values.</summary>
    /// <exception cref="PhasedException">EFP4011: a hint names no column of a model, or several. EFP4071: both are in one table, or the new one takes another's values.</exception>
    public static IReadOnlyDictionary<ColumnRef, ColumnRef> Moves(PlanHints hints, IRelationalModel? before, IRelationalModel after)
    {
        var moves = new Dictionary<ColumnRef, ColumnRef>();
        foreach (var hint in hints.Moves)
        {
            var (from, to) = Split("--move", hint, "an old and a new column are separated by '='");
            if (before is null)
                throw DesignErrors.BadHint("--move", hint, "there is no earlier model.");
            var (old, @new) = (Find("--move", hint, from, before), Find("--move", hint, to, after));
            if (old.In == @new.In)
                throw DesignErrors.CannotMove(hint, $"both are in '{old.In}': a column that stays in its table is renamed, with --rename, or computed, with --up and --down");
            if (!moves.TryAdd(@new, old))
                throw DesignErrors.CannotMove(hint, $"'{@new}' takes over '{moves[@new]}' already, and values of two columns would take each other's place. Move one of them in this change");
        }

        return moves;
    }

    /// <summary>Makes sure that the source says what the hint says: the fluent API, or a convention, may have overruled the edit.</summary>
    /// <exception cref="PhasedException">EFP4081: it does not.</exception>
    public static void CheckColumns(PlanHints hints, IRelationalModel? before, IRelationalModel after)
    {
        foreach (var (option, hint, isNew) in hints.NewColumns.Select(h => ("--new-column", h, true)).Concat(hints.KeptColumns.Select(h => ("--keep-column", h, false))))
        {
            var (property, name) = Split(option, hint, "a property and its column are separated by '='");
            var mapped = after.Tables.SelectMany(t => t.Columns).Where(c => c.PropertyMappings.Any(m => IsProperty(m, property))).ToList();
            var column = mapped.FirstOrDefault(c => c.Name == name)
                ?? throw DesignErrors.MappedElsewhere(option, hint, [.. mapped.Select(c => $"{c.Table.Name}.{c.Name}")]);
            var existed = before?.FindTable(column.Table.Name, column.Table.Schema)?.FindColumn(name) is not null;
            if (existed == isNew)
            {
                throw DesignErrors.BadHint(
                    option, hint, isNew ? $"'{column.Table.Name}' has a column '{name}' already." : $"'{column.Table.Name}' had no column '{name}'.");
            }
        }
    }

    private static bool IsProperty(IColumnMapping mapping, string name)
    {
        var type = mapping.Property.DeclaringType;
        return mapping.Property.Name == name || $"{type.DisplayName()}.{mapping.Property.Name}" == name || $"{type.Name}.{mapping.Property.Name}" == name;
    }

    /// <summary>True when the author gave SQL that a server should read before it is written down.</summary>
    public static bool HasExpressions(PlanHints hints) => hints.Values.Count + hints.Ups.Count + hints.Downs.Count > 0;

    private static void RefuseDuplicates(string option, IReadOnlyList<string> hints)
    {
        var twice = hints.GroupBy(h => h.Split('=', 2)[0].Trim(), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw DesignErrors.DuplicateHint(option, twice.Key, [.. twice]);
    }

    public static (string Left, string Right) Split(string option, string hint, string why)
    {
        var at = hint.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && at < hint.Length - 1
            ? (hint[..at].Trim(), hint[(at + 1)..].Trim())
            : throw DesignErrors.BadHint(option, hint, why + ".");
    }

    /// <summary>True when a name that a person typed means this column: its own name or its property's, with or without the table or class.</summary>
    public static bool Means(string name, IColumn column)
    {
        var dot = name.LastIndexOf('.');
        var last = name[(dot + 1)..];
        var isColumn = column.Name == last || column.PropertyMappings.Any(m => m.Property.Name == last);
        if (!isColumn || dot < 0)
            return isColumn;

        var owner = name[..dot];
        return column.Table.Name == owner || column.Table.SchemaQualifiedName == owner
            || column.Table.EntityTypeMappings.Any(m =>
                m.TypeBase.DisplayName() == owner || m.TypeBase.Name == owner || m.TypeBase.Name.EndsWith("." + owner, StringComparison.Ordinal));
    }

    public static ColumnRef Find(string option, string hint, string name, IRelationalModel model)
    {
        var found = model.Tables.SelectMany(t => t.Columns).Where(c => Means(name, c)).ToList();
        return found switch
        {
            [var column] => ColumnRef.Of(column),
            [] => throw DesignErrors.BadHint(option, hint, $"no column or property '{name}' in the new model."),
            _ => throw DesignErrors.BadHint(
                option, hint, $"'{name}' may be {string.Join(" or ", found.Select(c => $"{c.Table.Name}.{c.Name}"))}: put the table before it."),
        };
    }
}
