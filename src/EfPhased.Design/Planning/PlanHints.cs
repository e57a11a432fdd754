using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// What the author says about a change that the models cannot tell.
/// </summary>
/// <param name="Renames">Columns or properties that were renamed: <c>Old=New</c>, or <c>Customer.Old=New</c>.</param>
/// <param name="NoRenames">Columns or properties that were dropped, whatever EF Core takes them for: <c>Old</c> or <c>Customer.Old</c>.</param>
/// <param name="Values">Values of new columns for each row: <c>Column=SQL</c> or <c>Customer.Column=SQL</c>.</param>
internal sealed record PlanHints(IReadOnlyList<string> Renames, IReadOnlyList<string> NoRenames, IReadOnlyList<string> Values)
{
    public static PlanHints None { get; } = new([], [], []);

    /// <exception cref="PhasedException">EFP4011: a hint names no column of the model, or several.</exception>
    public IReadOnlyDictionary<ColumnRef, string> ValuesFor(IRelationalModel model)
    {
        var values = new Dictionary<ColumnRef, string>();
        foreach (var hint in Values)
        {
            var (name, sql) = Split("--value", hint, "a column and its SQL are separated by '='");
            var column = Find("--value", hint, name, model);
            try
            {
                foreach (var used in ColumnTemplate.Columns(sql))
                {
                    if (model.FindTable(column.Table, column.Schema)!.FindColumn(used) is null)
                        throw DesignErrors.BadHint("--value", hint, $"'{column.In}' has no column '{used}'.");
                }
            }
            catch (FormatException e)
            {
                throw DesignErrors.BadHint("--value", hint, e.Message);
            }

            values[column] = sql;
        }

        return values;
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

    private static ColumnRef Find(string option, string hint, string name, IRelationalModel model)
    {
        var found = model.Tables.SelectMany(t => t.Columns).Where(c => Means(name, c)).ToList();
        return found switch
        {
            [var column] => new ColumnRef(column.Table.Name, column.Table.Schema, column.Name),
            [] => throw DesignErrors.BadHint(option, hint, $"no column or property '{name}' in the new model."),
            _ => throw DesignErrors.BadHint(
                option, hint, $"'{name}' may be {string.Join(" or ", found.Select(c => $"{c.Table.Name}.{c.Name}"))}: put the table before it."),
        };
    }
}
