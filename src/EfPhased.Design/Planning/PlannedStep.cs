using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// The order of steps within a phase. Steps of one stage keep the order in which recipes gave them.
/// </summary>
internal enum Stage
{
    Gate,
    DropDualWriteFirst,
    DropViews,
    DropForeignKeys,
    DropIndexes,
    Database,
    Tables,
    Columns,
    Defaults,
    DualWrite,
    Backfill,
    Rows,
    HandWritten,
    Indexes,
    ForeignKeys,
    Constraints,
    DropDualWrite,
    DropColumns,
    DropTables,
    DropRows,
    DropDatabase,
    Names,
}

/// <summary>
/// One step of a phase and the way back. An ordinary operation is named by its key and taken from EF Core's diff between the
/// models before and after the phase; that each is named once, and no other exists, is what makes the models truthful.
/// </summary>
internal sealed record PlannedStep(Phase Phase, Stage Stage)
{
    /// <summary>The ordinary operations of the way up.</summary>
    public IReadOnlyList<OperationKey> Up { get; init; } = [];

    /// <summary>The ordinary operations of the way down, in the order of execution.</summary>
    public IReadOnlyList<OperationKey> Down { get; init; } = [];

    /// <summary>Operations of the way up that EF Core's diff has only in some shapes of a model, such as circles of foreign keys.</summary>
    public IReadOnlyList<OperationKey> UpIfAny { get; init; } = [];

    /// <summary>Those of the way down.</summary>
    public IReadOnlyList<OperationKey> DownIfAny { get; init; } = [];

    /// <summary>Turns the diff's operations into those of the migration, and adds phased ones; by default they stay as they are.</summary>
    public Func<IReadOnlyList<MigrationOperation>, IEnumerable<MigrationOperation>> MakeUp { get; init; } = static o => o;

    public Func<IReadOnlyList<MigrationOperation>, IEnumerable<MigrationOperation>> MakeDown { get; init; } = static o => o;

    public static PlannedStep Phased(Phase phase, Stage stage, PhasedOperation up, params PhasedOperation[] down)
        => new(phase, stage) { MakeUp = _ => [up], MakeDown = _ => down };

    /// <summary>The same step, with its ordinary operations in their online form.</summary>
    public PlannedStep Online() => this with
    {
        MakeUp = o => MakeUp(o).Select(Mark),
        MakeDown = o => MakeDown(o).Select(Mark),
    };

    /// <summary>An ordinary operation in its online form; others stay as they are.</summary>
    public static MigrationOperation Mark(MigrationOperation operation)
    {
        if (operation is not PhasedOperation)
            operation[PhasedAnnotations.Online] = true;
        return operation;
    }
}
