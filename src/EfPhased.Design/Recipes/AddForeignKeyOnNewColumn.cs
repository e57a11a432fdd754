using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a foreign key on columns that this change adds as optional: every row is null there, and the previous version writes none.
/// </summary>
internal static class AddForeignKeyOnNewColumn
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddForeignKeyOperation add)
            return false;

        var table = new TableRef(add.Table, add.Schema);
        var oldTable = context.OldTable(table);
        var onNewColumns = add.Columns.All(c => oldTable?.FindColumn(c) is null && context.NewColumn(table.Column(c)).IsNullable);
        if (!onNewColumns)
            return false;

        var foreignKey = context.NewTable(table).ForeignKeyConstraints.First(f => f.Name == add.Name);
        context.Plan.Add(NotValidForeignKey.Step(context, table, foreignKey));
        return true;
    }
}
