using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// What a rollback would lose: values that only the new shape holds, and what a contract has dropped and nobody can bring back.
/// </summary>
internal sealed class DataLosses(RunSession session, PhasedChange change)
{
    private readonly IReadOnlyList<MigrationOperation> _up = [.. change.Migrations.SelectMany(m => m.Create().UpOperations)];

    /// <summary>The losses of some of the change's migrations: columns as <c>Table.Column</c>, and tables.</summary>
    public async Task<IReadOnlyList<DataLoss>> FindAsync(IEnumerable<MigrationEntry> reverted, CancellationToken cancel)
    {
        var losses = new List<DataLoss>();
        foreach (var entry in reverted)
        {
            var down = entry.Create().DownOperations;
            foreach (var operation in down)
            {
                if (await LossOfAsync(operation, down, entry.Phase == Phase.Contract, cancel) is { } loss)
                    losses.Add(loss);
            }
        }

        return losses;
    }

    private async Task<DataLoss?> LossOfAsync(
        MigrationOperation operation, IReadOnlyList<MigrationOperation> down, bool isContract, CancellationToken cancel)
    {
        switch (operation)
        {
            case DropTableOperation table when Several(table) is { } several:
                return await HasLeftOverAsync(several, cancel)
                    ? new DataLoss(Name(table.Schema, table.Name), $"the rows that '{several.Table}.{several.Rows.Columns[0].Column}' does not hold, because it holds but one for each") : null;

            case DropTableOperation table when _up.OfType<CreateTableOperation>().FirstOrDefault(c => c.Name == table.Name && c.Schema == table.Schema) is { } created
                && !IsPart(created, _up):
                return await HasRowsAsync(table.Name, table.Schema, null, cancel) ? new DataLoss(Name(table.Schema, table.Name), "its rows") : null;

            // What has no row in the part is nowhere else.
            case DropColumnOperation column when Unparted(column) is { } rows:
                return await session.Connection.IsTrueAsync(session.Sql.Catalog.ColumnExists(rows.Part, rows.PartSchema, rows.Columns[0].PartColumn), cancel)
                    && await HasRowsAsync(column.Table, column.Schema, new MovedRowsSql(session.Sql.Writer, rows).Missing, cancel)
                    ? new DataLoss(Name(column.Schema, column.Table, column.Name), $"its values where '{rows.Part}' has no row") : null;

            case DropColumnOperation column when !IsKeptInStep(column.Table, column.Name, _up):
                return await HoldsValuesAsync(column, cancel) ? new DataLoss(Name(column.Schema, column.Table, column.Name), "its values") : null;

            // The values went when the contract ran; the application that comes back must not take the empty column for the truth.
            case AddColumnOperation { ComputedColumnSql: null } column when isContract && !IsFilled(column, down):
                return await HasRowsAsync(column.Table, column.Schema, null, cancel)
                    ? new DataLoss(Name(column.Schema, column.Table, column.Name), "the contract has dropped its values, and it comes back without them")
                    : null;

            case CreateTableOperation table when isContract && !IsPart(table, down):
                return new DataLoss(Name(table.Schema, table.Name), "the contract has dropped its rows, and it comes back empty");

            default:
                return null;
        }
    }

    private async Task<bool> HoldsValuesAsync(DropColumnOperation column, CancellationToken cancel)
    {
        if (!await session.Connection.IsTrueAsync(session.Sql.Catalog.ColumnExists(column.Table, column.Schema, column.Name), cancel))
            return false;
        if (Added(column) is { ComputedColumnSql: not null })
            return false;

        // What the backfill computed, or every row was given, can be computed again.
        var computed = _up.OfType<BackfillOperation>().Where(b => b.Table == column.Table).SelectMany(b => b.Values).FirstOrDefault(v => v.Column == column.Name);
        var value = computed is not null ? computed with { WhereNull = false, Unless = [], NullCounts = false }
            : session.Sql.Writer.DefaultOf(Added(column)) is { } given ? new BackfillValue(column.Name, ColumnTemplate.Escape(given)) { Type = Added(column)?.ColumnType }
            : null;

        // The server converts what it writes, and compares only what is of one type.
        if (value is { Rows: null })
            value = value with { Value = session.Sql.Writer.AsType(value.Value, value.Type) };
        var written = $"{session.Sql.Writer.Column(column.Name)} IS NOT NULL";
        return await HasRowsAsync(
            column.Table, column.Schema, value is null ? written : $"{written} AND ({session.Sql.Writer.AnyNeedsFilling([value])})", cancel);
    }

    private AddColumnOperation? Added(DropColumnOperation column)
        => _up.OfType<AddColumnOperation>().FirstOrDefault(a => a.Name == column.Name && a.Table == column.Table);

    // What is written to the new column is in the old one, too.
    private static bool IsKeptInStep(string table, string column, IEnumerable<MigrationOperation> operations)
        => operations.OfType<AddDualWriteOperation>().Where(o => o.Table == table)
            .Any(o => Shim.Of(o).Groups.Any(g => g.New.Any(n => n.Column == column)))
            || IsMoved(table, column, operations);

    private static bool IsMoved(string table, string column, IEnumerable<MigrationOperation> operations)
        => operations.OfType<AddRowDualWriteOperation>().Any(o => (o.Table == table && (o.Rows.Kind?.Column == column || o.Rows.Columns.Any(c => c.Column == column)))
            || (o.Rows.Part == table && o.Rows.PartRows is not PartRows.Follow && o.Rows.Columns.Any(c => c.PartColumn == column)));

    private MovedRows? Unparted(DropColumnOperation column)
        => _up.OfType<AddRowDualWriteOperation>().FirstOrDefault(o => o.Rows.PartRows is PartRows.Stay && o.Table == column.Table && o.Schema == column.Schema
            && o.Rows.Columns.Any(c => c.Column == column.Name))?.Rows;

    private AddRowDualWriteOperation? Several(DropTableOperation table)
        => _up.OfType<AddRowDualWriteOperation>().FirstOrDefault(o => o.Rows.PartRows is PartRows.Several && o.Rows.Part == table.Name && o.Rows.PartSchema == table.Schema
            && IsPart(_up.OfType<CreateTableOperation>().First(c => c.Name == table.Name && c.Schema == table.Schema), [o]));

    private async Task<bool> HasLeftOverAsync(AddRowDualWriteOperation several, CancellationToken cancel)
    {
        var (writer, catalog) = (session.Sql.Writer, session.Sql.Catalog);
        return await session.Connection.IsTrueAsync(catalog.TableExists(several.Rows.Part, several.Rows.PartSchema), cancel)
            && await session.Connection.IsTrueAsync(
                new MovedRowsSql(writer, several.Rows).AreLeftOver(
                    writer.Table(several.Table, several.Schema),
                    await session.Connection.IsTrueAsync(catalog.ColumnExists(several.Table, several.Schema, several.Rows.Columns[0].Column), cancel)),
                cancel);
    }

    // All that the table holds is in columns of another one, too.
    private static bool IsPart(CreateTableOperation table, IEnumerable<MigrationOperation> operations)
        => operations.OfType<AddRowDualWriteOperation>().Select(o => o.Rows).Any(r => r.Part == table.Name && r.PartSchema == table.Schema
            && table.Columns.All(c => r.PartKey.Contains(c.Name) || r.Columns.Any(m => m.PartColumn == c.Name)));

    private static bool IsFilled(AddColumnOperation column, IEnumerable<MigrationOperation> down)
        => down.OfType<BackfillOperation>().Any(b => b.Table == column.Table && b.Values.Any(v => v.Column == column.Name))
            || down.OfType<AddDualWriteOperation>().Where(o => o.Table == column.Table)
                .Any(o => Shim.Of(o).Groups.Any(g => g.Old.Any(n => n.Column == column.Name)))
            || IsMoved(column.Table, column.Name, down);

    private async Task<bool> HasRowsAsync(string table, string? schema, string? condition, CancellationToken cancel)
        => await session.Connection.IsTrueAsync(session.Sql.Catalog.TableExists(table, schema), cancel)
            && await session.Connection.IsTrueAsync(
                condition is null
                    ? session.Sql.Catalog.HasRows(table, schema)
                    : $"SELECT EXISTS (SELECT 1 FROM {session.Sql.Writer.Table(table, schema)} WHERE {condition})",
                cancel);

    private static string Name(string? schema, params string[] parts)
        => string.Join('.', schema is null ? parts : [schema, .. parts]);
}

/// <param name="Name">The column as <c>Table.Column</c>, or the table.</param>
/// <param name="What">What is lost of it.</param>
internal sealed record DataLoss(string Name, string What);
