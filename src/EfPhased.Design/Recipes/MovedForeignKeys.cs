using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Foreign keys of a column that goes, and those of the one that takes its place.
/// </summary>
internal static class MovedForeignKeys
{
    public static void Plan(PlanContext context, TableRef table, IColumn oldColumn, IColumn? newColumn)
    {
        var old = oldColumn.Table.ForeignKeyConstraintsOf(oldColumn);
        var @new = newColumn?.Table.ForeignKeyConstraintsOf(newColumn) ?? [];
        foreach (var foreignKey in @new)
        {
            if (old.Any(o => o.Name == foreignKey.Name))
                throw DesignErrors.SameName("foreign key", foreignKey.Name);
            context.Plan.Add(NotValidForeignKey.Step(context, table, foreignKey));
        }

        foreach (var foreignKey in old)
        {
            context.Plan.Edit(new KeepForeignKey(foreignKey));
            context.Plan.Add(NotValidForeignKey.DropStep(context, table, foreignKey, Phase.Contract, Stage.DropForeignKeys));
        }

        context.Answer<DropForeignKeyOperation>(d => d.Table == table.Table && d.Schema == table.Schema && old.Any(f => f.Name == d.Name));
        context.Answer<AddForeignKeyOperation>(a => a.Table == table.Table && a.Schema == table.Schema && @new.Any(f => f.Name == a.Name));
    }

    /// <summary>
    /// Keeps the foreign key of a column that goes, and has it stop nobody meanwhile: the version that does not know the column deletes
    /// what it refers to.
    /// </summary>
    public static void KeepSettingNull(PlanContext context, IForeignKeyConstraint old)
    {
        var table = TableRef.Of(old.Table);
        context.Plan.Edit(new KeepForeignKey(old) { Meanwhile = DeleteBehavior.SetNull });
        if (old.OnDeleteAction != ReferentialAction.SetNull)
        {
            context.Plan.Add(ChangeForeignKey.Step(context, table, Phase.Expand, old.Name, old.Name));
            context.Plan.Warn(
                $"From Expand on rows of {table} no longer stop the delete of a row of {old.PrincipalTable.Name} that they refer to, whichever version deletes it: their reference is set to null.");
        }

        context.Plan.Add(NotValidForeignKey.DropStep(context, table, old, Phase.Contract, Stage.DropForeignKeys));
        context.Answer<DropForeignKeyOperation>(d => d.Table == table.Table && d.Schema == table.Schema && d.Name == old.Name);
    }

    private static List<IForeignKeyConstraint> ForeignKeyConstraintsOf(this ITableBase table, IColumn column)
        => [.. ((ITable)table).ForeignKeyConstraints.Where(f => f.Columns.Contains(column))];
}
