using EfPhased.Design.Planning;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Makes a filled column required: proved while writes go on, enforced by Switch. A server that cannot prove it beforehand reads
/// the rows itself, in place, when Switch enforces it.
/// </summary>
internal static class NotNull
{
    /// <exception cref="PhasedException">EFP4036: the server would copy the table for it.</exception>
    public static void Plan(PlanContext context, IColumn column)
    {
        var at = ColumnRef.Of(column);
        RefuseBesideStored(context, column, [context.OldTable(at.In), (ITable)column.Table]);
        var (prove, forget) = Proof(context, at);
        if (prove.Length > 0)
            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Constraints) { MakeUp = _ => prove, MakeDown = _ => forget });

        context.Plan.Add(new PlannedStep(Phase.Switch, Stage.Constraints)
        {
            Up = [OperationKey.AlterColumn(at)],
            MakeUp = o => [.. o.Select(a => WithoutMadeUpDefault((AlterColumnOperation)a, column)), .. forget],
            Down = [OperationKey.AlterColumn(at)],
            MakeDown = o => [.. prove, .. o],
        }.Online());
    }

    /// <summary>Makes a column required in Contract, when the version that leaves it out is gone.</summary>
    /// <exception cref="PhasedException">EFP4036: the server would copy the table for it.</exception>
    public static PlannedStep AtContract(PlanContext context, IColumn column, Stage stage = Stage.Constraints)
    {
        var at = ColumnRef.Of(column);

        // What the contract drops is gone when columns get their names.
        RefuseBesideStored(context, column, stage == Stage.Names ? [(ITable)column.Table] : [context.OldTable(at.In), (ITable)column.Table]);
        var (prove, forget) = Proof(context, at);
        return new PlannedStep(Phase.Contract, stage)
        {
            Up = [OperationKey.AlterColumn(at)],
            MakeUp = o => [.. prove, .. o.Select(a => WithoutMadeUpDefault((AlterColumnOperation)a, column)), .. forget],
            Down = [OperationKey.AlterColumn(at)],
        }.Online();
    }

    /// <summary>Makes a column optional. On the way back nulls are filled, where any can be left, before they are forbidden again.</summary>
    /// <exception cref="PhasedException">EFP4036: the server would copy the table on the way back.</exception>
    public static PlannedStep Released(PlanContext context, IColumn column, Phase phase, Stage stage, params PhasedOperation[] fill)
    {
        var at = ColumnRef.Of(column);

        // Up it would go in place. But a way back that only turns out to be closed when somebody needs it is worse than none.
        RefuseBesideStored(context, column, [context.OldTable(at.In), context.NewTable(at.In)], released: phase);
        var (prove, forget) = Proof(context, at);
        return new PlannedStep(phase, stage)
        {
            Up = [OperationKey.AlterColumn(at)],
            Down = [OperationKey.AlterColumn(at)],
            MakeDown = o => [.. fill, .. prove, .. o.Select(a => WithoutMadeUpDefault((AlterColumnOperation)a, column)), .. forget],
        }.Online();
    }

    // A server may do it in place only where no computed column of the table is stored, and copy the table elsewhere.
    private static void RefuseBesideStored(PlanContext context, IColumn column, IEnumerable<ITable?> tables, Phase? released = null)
    {
        var fact = context.Dialect.FactFor(OperationKind.SetNotNullBesideStored);
        var stored = tables.OfType<ITable>().SelectMany(t => t.Columns).Where(c => c is { ComputedColumnSql: not null, IsStored: true })
            .Select(c => c.Name).Distinct().ToList();
        if (stored.Count > 0 && fact.Work is not (Work.Unknown or Work.None))
            throw DesignErrors.BesideStored(ColumnRef.Of(column).ToString(), stored, fact, released);
    }

    // What lets the server believe that there are no nulls, and what takes that away again.
    private static (PhasedOperation[] Prove, MigrationOperation[] Forget) Proof(PlanContext context, ColumnRef at)
    {
        if (!context.Dialect.HasNotValidConstraints)
            return ([], []);

        var name = context.Plan.ShortName($"CK_{at.Table}_{at.Name}_NotNull");
        return (
            [
                new AddNotNullCheckOperation { Change = context.Change, Schema = at.Schema, Table = at.Table, Name = name, Column = at.Name },
                new ValidateConstraintOperation { Change = context.Change, Schema = at.Schema, Table = at.Table, Name = name },
            ],
            [new DropCheckConstraintOperation { Schema = at.Schema, Table = at.Table, Name = name }]);
    }

    // EF Core gives nulls a value when a column becomes required. There are none left, and a default would stay behind.
    private static AlterColumnOperation WithoutMadeUpDefault(AlterColumnOperation alter, IColumn column)
    {
        if (!ColumnFacets.HasDefault(column) || column.DefaultValueSql is not null || alter.OldColumn is { DefaultValue: null, DefaultValueSql: null })
            alter.DefaultValue = null;
        return alter;
    }
}
