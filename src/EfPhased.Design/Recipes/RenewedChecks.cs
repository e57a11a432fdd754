using EfPhased.Design.Classification;
using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Checks over a column whose type changes in place. The server verifies a valid one again for all rows while everybody waits, and
/// leaves alone one that only new rows are held to (PG-56). So each is put again in that form before, and proved after, while writes go on.
/// </summary>
internal static class RenewedChecks
{
    /// <summary>The checks over a column; null where one of them changes in the same change.</summary>
    public static IReadOnlyList<ICheckConstraint>? Find(PlanContext context, ITable table, string column)
    {
        var kept = context.NewTable(TableRef.Of(table)).CheckConstraints.ToList();
        List<ICheckConstraint> over = [.. table.CheckConstraints.Where(c => ColumnMention.IsIn(c.Sql, column, StringComparison.OrdinalIgnoreCase))];
        return over.TrueForAll(c => kept.Exists(k => k.Name == c.Name && k.Sql == c.Sql)) ? over : null;
    }

    /// <summary>The change of type, and what comes before and after it.</summary>
    public static IEnumerable<MigrationOperation> Around(
        PlanContext context, TableRef table, IReadOnlyList<ICheckConstraint> checks, IReadOnlyList<MigrationOperation> change)
    {
        foreach (var check in checks)
        {
            AddCheckConstraintOperation add = new() { Schema = table.Schema, Table = table.Table, Name = Temporary(context, check), Sql = check.Sql };
            add[PhasedAnnotations.NotValid] = true;
            yield return add;
            yield return new DropCheckConstraintOperation { Schema = table.Schema, Table = table.Table, Name = check.Name! };
        }

        foreach (var operation in change)
            yield return operation;
        foreach (var check in checks)
        {
            yield return new ValidateConstraintOperation
            {
                Change = context.Change, Schema = table.Schema, Table = table.Table, Name = Temporary(context, check),
            };
            yield return new RenameConstraintOperation
            {
                Change = context.Change, Schema = table.Schema, Table = table.Table, Name = Temporary(context, check), NewName = check.Name!,
            };
        }
    }

    private static string Temporary(PlanContext context, ICheckConstraint check) => context.Plan.ShortName(check.Name + "_new");
}
