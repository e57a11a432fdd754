using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// What the author says about the way from old columns to new ones and back, read against both models.
/// </summary>
/// <param name="Ups">SQL for new columns, with columns of the old table in braces.</param>
/// <param name="Downs">SQL for old columns, with columns of the new table in braces.</param>
/// <param name="Lossy">Names of columns that need not keep every value.</param>
internal sealed record ColumnHints(
    IReadOnlyDictionary<ColumnRef, string> Ups, IReadOnlyDictionary<ColumnRef, string> Downs, IReadOnlyList<string> Lossy)
{
    public static ColumnHints None { get; } = new(new Dictionary<ColumnRef, string>(), new Dictionary<ColumnRef, string>(), []);

    /// <exception cref="PhasedException">EFP4011: a hint names no column, or several.</exception>
    public static ColumnHints Read(PlanHints hints, IRelationalModel? before, IRelationalModel after)
        => before is null ? None : new ColumnHints(Read("--up", hints.Ups, after, before), Read("--down", hints.Downs, before, after), hints.Lossy);

    /// <summary>The author accepts that a column's conversion loses something.</summary>
    public bool Accepts(params IColumn[] columns) => Lossy.Any(l => columns.Any(c => HintReader.Means(l, c)));

    private static Dictionary<ColumnRef, string> Read(string option, IReadOnlyList<string> hints, IRelationalModel of, IRelationalModel from)
    {
        var found = new Dictionary<ColumnRef, string>();
        foreach (var hint in hints)
        {
            var (name, sql) = HintReader.Split(option, hint, "a column and its SQL are separated by '='");
            var column = HintReader.Find(option, hint, name, of);
            try
            {
                foreach (var used in ColumnTemplate.Columns(sql))
                {
                    if (from.FindTable(column.Table, column.Schema)?.FindColumn(used) is null)
                        throw DesignErrors.BadHint(option, hint, $"'{column.In}' has no column '{used}' on the other side of the change.");
                }
            }
            catch (FormatException e)
            {
                throw DesignErrors.BadHint(option, hint, e.Message);
            }

            found[column] = sql;
        }

        return found;
    }
}
