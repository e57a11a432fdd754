using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// An index or a constraint that keeps its name is built under another one, before the old one goes and it takes the name over. Where
/// that was interrupted, the way back would take what it finds under the other name for its own: it is cleared away first.
/// </summary>
internal sealed class InterruptedSwaps(RunSession session)
{
    private readonly StepProbe _probe = new(session.Connection, session.Sql);

    /// <param name="operations">The way up of a migration that was not completed, none of whose way back has begun.</param>
    /// <param name="cancel">Stops between two statements.</param>
    public async Task SettleAsync(IReadOnlyList<MigrationOperation> operations, CancellationToken cancel)
    {
        foreach (var rename in operations)
        {
            if (Names(rename) is not var (table, schema, temporary, name) || operations.FirstOrDefault(o => IsOf(o, table, schema, temporary)) is not { } build)
                continue;
            if (!await ExistsAsync(build, table, schema, temporary, cancel))
                continue;

            // Both there: the old one has not gone yet. The new one alone: it has, and the name is free.
            if (await ExistsAsync(build, table, schema, name, cancel))
                await new SingleStatement(session).RunAsync($"drop {temporary}, which an interrupted change has left", Drop(build), cancel);
            else
                await new SingleStatement(session).RunAsync($"rename {temporary} to {name}, which an interrupted change has not", rename, cancel);
        }
    }

    private static (string Table, string? Schema, string From, string To)? Names(MigrationOperation operation) => operation switch
    {
        RenameIndexOperation { Table: { } table } o => (table, o.Schema, o.Name, o.NewName),
        RenameConstraintOperation o => (o.Table, o.Schema, o.Name, o.NewName),
        _ => null,
    };

    private static bool IsOf(MigrationOperation operation, string table, string? schema, string name) => operation switch
    {
        CreateIndexOperation o => o.Table == table && o.Schema == schema && o.Name == name,
        AddUniqueConstraintOperation o => o.Table == table && o.Schema == schema && o.Name == name,
        AddForeignKeyOperation o => o.Table == table && o.Schema == schema && o.Name == name,
        _ => false,
    };

    private static MigrationOperation Drop(MigrationOperation build) => build switch
    {
        CreateIndexOperation o => new DropIndexOperation { Name = o.Name, Table = o.Table, Schema = o.Schema, [PhasedAnnotations.Online] = o[PhasedAnnotations.Online] },
        AddUniqueConstraintOperation o => new DropUniqueConstraintOperation { Name = o.Name, Table = o.Table, Schema = o.Schema },
        AddForeignKeyOperation o => new DropForeignKeyOperation { Name = o.Name, Table = o.Table, Schema = o.Schema },
        _ => throw new NotSupportedException($"{build.GetType().Name} builds nothing that changes places."),
    };

    private async Task<bool> ExistsAsync(MigrationOperation build, string table, string? schema, string name, CancellationToken cancel)
        => build is CreateIndexOperation
            ? await _probe.IndexIsValidAsync(table, schema, name, cancel) is not null
            : await session.Connection.ScalarAsync(session.Sql.Catalog.ConstraintIsValid(table, schema, name), cancel) is not null;
}
