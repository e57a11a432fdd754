using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Gives an integer column a wider type under its own name, together with the columns that refer to it and those that it refers to.
/// Both versions read and write either type while values fit. So a column of the new type is filled beside the old one, and in Switch
/// the two change places; the old one follows until Contract, for the way back.
/// </summary>
internal static class WidenInteger
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AlterColumnOperation alter || Widened(context, alter) is not { } first)
            return false;

        var columns = Connected(context, first);
        foreach (var column in columns)
            WidenedChecks.Require(context, column);

        foreach (var column in columns)
            Beside(context, column);
        ColumnSwap.Plan(context, columns);

        context.Plan.Warn(
            $"{string.Join(", ", columns.Select(c => c.At))}: until Switch, values that only {first.After.StoreType} has room for are refused. Once there are "
            + "some, the way back is refused (EFP2040): the previous version could not read them.");
        context.Plan.Warn(
            $"Sessions that have prepared statements returning {first.At} see each of them fail once after Switch, with 'cached plan must not "
            + "change result type' (PG-59). Retry on SQLSTATE 0A000, or renew the pool's connections after it.");
        context.Answer<AlterColumnOperation>(a => a != operation && columns.Any(c => c.Alter == a));
        return true;
    }

    // A column beside this one: filled, and following it.
    private static void Beside(PlanContext context, WidenedColumn column)
    {
        var other = column.At.In.Column(column.Other);
        context.Plan.Edit(new SwapColumn(column.Before, column.After, column.Other));
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(other)],
            Down = [OperationKey.DropColumn(other)],
        }.Online());
        context.Plan.Follow(column.At.In, context.Key(column.At.In), new ColumnFill(column.Other, column.Narrowed) { Always = true });
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.DropColumns)
        {
            Up = [OperationKey.DropColumn(other)],
            Down = [OperationKey.AddColumn(other)],
        }.Online());
        context.Plan.Remove(column.At.In, column.Other);
    }

    // Those that are referred to come first, wherever the references make no circle.
    private static List<WidenedColumn> Connected(PlanContext context, WidenedColumn first)
    {
        var all = context.Pending.OfType<AlterColumnOperation>().Select(a => Widened(context, a)).OfType<WidenedColumn>().ToList();
        var found = new List<WidenedColumn>();
        var next = new Queue<ColumnRef>([first.At]);
        while (next.TryDequeue(out var at))
        {
            if (found.Any(c => c.At == at) || all.Find(c => c.At == at) is not { } column)
                continue;
            found.Add(column);
            foreach (var neighbour in Neighbours(column))
                next.Enqueue(neighbour);
        }

        return [.. found.OrderBy(c => Depth(found, c, []))];
    }

    private static int Depth(List<WidenedColumn> columns, WidenedColumn column, HashSet<ColumnRef> seen)
        => seen.Add(column.At)
            ? columns.Where(c => Principals(column).Contains(c.At)).Select(c => 1 + Depth(columns, c, seen)).DefaultIfEmpty(0).Max()
            : 0;

    // What shares a key or an index is built once for all of them.
    private static IEnumerable<ColumnRef> Neighbours(WidenedColumn column)
    {
        var table = (ITable)column.Before.Table;
        return Principals(column)
            .Concat(table.ReferencingForeignKeyConstraints.SelectMany(f => f.PrincipalColumns.Zip(f.Columns)).Where(p => p.First == column.Before)
                .Select(p => ColumnRef.Of(p.Second)))
            .Concat(table.UniqueConstraints.Select(u => u.Columns).Concat(table.Indexes.Select(i => i.Columns)).Where(c => c.Contains(column.Before))
                .SelectMany(c => c).Select(ColumnRef.Of));
    }

    private static IEnumerable<ColumnRef> Principals(WidenedColumn column)
        => ((ITable)column.Before.Table).ForeignKeyConstraints
            .SelectMany(f => f.Columns.Zip(f.PrincipalColumns)).Where(p => p.First == column.Before).Select(p => ColumnRef.Of(p.Second));

    private static WidenedColumn? Widened(PlanContext context, AlterColumnOperation alter)
    {
        var at = ColumnRef.Of(alter);
        if (context.OldTable(at.In)?.FindColumn(at.Name) is not { } before)
            return null;
        var after = context.NewColumn(at);
        return context.Dialect.Narrowed(ColumnTemplate.For(at.Name), before.StoreType, after.StoreType) is { } narrowed
            ? new WidenedColumn(alter, at, before, after, context.Plan.ShortName(at.Name + "_swap"), narrowed)
            : null;
    }
}

/// <summary>A column that becomes wider.</summary>
/// <param name="Alter">What EF Core says of it.</param>
/// <param name="At">Its name.</param>
/// <param name="Before">Of the old model.</param>
/// <param name="After">Of the new model.</param>
/// <param name="Other">The name of the column beside it.</param>
/// <param name="Narrowed">What that column holds.</param>
internal sealed record WidenedColumn(AlterColumnOperation Alter, ColumnRef At, IColumn Before, IColumn After, string Other, string Narrowed);
