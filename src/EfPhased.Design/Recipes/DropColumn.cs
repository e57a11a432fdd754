using EfPhased.Design.Planning;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Drops a column that the new version no longer knows. Where it is required, inserts of the new version leave it at a default
/// that the previous version can read; null would break it.
/// </summary>
internal static class DropColumn
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not DropColumnOperation drop)
            return false;

        var table = TableRef.Of(drop);
        var oldTable = context.OldTable(table)!;
        var oldColumn = context.OldColumn(table.Column(drop.Name));
        if (oldTable.UniqueConstraints.FirstOrDefault(c => c.Columns.Contains(oldColumn)) is { } key)
            throw DesignErrors.DroppedKeyColumn(table.ToString(), oldColumn.Name, key.Name, key.GetIsPrimaryKey());
        WarnOfStored(context, oldColumn);

        object? expandDefault = null;
        if (!oldColumn.IsNullable && oldColumn.ComputedColumnSql is null && !ColumnFacets.HasDefault(oldColumn))
        {
            expandDefault = DefaultFor(oldTable, oldColumn);
            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Defaults)
            {
                Up = [OperationKey.AlterColumn(table.Column(oldColumn.Name))],
                Down = [OperationKey.AlterColumn(table.Column(oldColumn.Name))],
            }.Online());
        }

        var oldIndexes = oldTable.Indexes.Where(i => i.Columns.Contains(oldColumn)).ToList();
        var replacements = context.NewTable(table).Indexes.Where(n => oldIndexes.Any(o => o.Name == n.Name)).ToList();
        MovedIndexes.Plan(context, table, oldIndexes, replacements);
        MovedForeignKeys.Plan(context, table, oldColumn, newColumn: null);
        ContractedColumn.Plan(context, oldColumn, expandDefault);
        return true;
    }

    /// <summary>Says of a stored computed column what it costs to have it again.</summary>
    public static void WarnOfStored(PlanContext context, IColumn column)
    {
        if (column.ComputedColumnSql is not null && context.Dialect.FactFor(ColumnFacets.Add(column)) is { Work: not (Work.Metadata or Work.None) } fact)
            context.Plan.Warn($"Once {column.Table.Name}.{column.Name} is gone, the way back {fact.WorkText} while others wait: its values are stored ({fact.Id}).");
    }

    private static object DefaultFor(ITable table, IColumn column)
    {
        PhasedException CannotDefault(string why) => DesignErrors.CannotDefault(table.SchemaQualifiedName, column.Name, column.StoreType, why);

        if (table.Indexes.FirstOrDefault(i => i.IsUnique && i.Columns.Contains(column)) is { } unique)
            throw CannotDefault($"unique by '{unique.Name}', so rows of the new version cannot share a default");
        if (table.ForeignKeyConstraints.FirstOrDefault(f => f.Columns.Contains(column)) is { } foreignKey)
            throw CannotDefault($"the foreign key '{foreignKey.Name}' allows no default");
        return ColumnFacets.ClrDefault(column) ?? throw CannotDefault("its type has no default that the previous version could read");
    }
}
