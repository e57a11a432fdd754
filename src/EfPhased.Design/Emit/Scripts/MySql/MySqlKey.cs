using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Emit.Scripts.MySql;

/// <summary>
/// The types of a backfill's key, which a run asks of the server and a script must know beforehand.
/// </summary>
internal sealed class MySqlKey(RunServices services)
{
    /// <exception cref="PhasedException">EFP4301: nothing says of which type it is. EFP2013: a table cannot be visited along it.</exception>
    public IReadOnlyList<KeyColumn> Of(MigrationEntry entry, BackfillOperation backfill)
        => [.. backfill.Key.Select(name => Supported(backfill, new KeyColumn(name, Type(entry, backfill, name))))];

    private string Type(MigrationEntry entry, BackfillOperation backfill, string column)
        => InModel(services.Context.GetService<IModelRuntimeInitializer>().Initialize(entry.Create().TargetModel), backfill, column)
            ?? InModel(services.Context.GetService<IDesignTimeModel>().Model, backfill, column)
            ?? InMigrations(entry, backfill, column)
            ?? throw ScriptErrors.UnknownKey(backfill.Change, backfill.Table, column);

    private KeyColumn Supported(BackfillOperation backfill, KeyColumn column)
        => services.Sql.Backfill.IsSupported(column) ? column : throw Errors.KeyNotSupported(backfill.Table, column.Name, column.Type);

    private static string? InModel(IModel model, BackfillOperation backfill, string column)
        => model.GetRelationalModel().FindTable(backfill.Table, backfill.Schema)?.FindColumn(column)?.StoreType;

    // Migrations written by hand may have no model; then the column is as the last one before made it.
    private string? InMigrations(MigrationEntry entry, BackfillOperation backfill, string column)
    {
        var types = services.Context.GetService<IRelationalTypeMappingSource>();
        return services.Migrations
            .TakeWhile(m => m.Id != entry.Id)
            .SelectMany(m => m.Create().UpOperations)
            .SelectMany(o => o is CreateTableOperation table ? table.Columns : o is ColumnOperation single ? [single] : Enumerable.Empty<ColumnOperation>())
            .Where(c => c.Table == backfill.Table && c.Schema == backfill.Schema && c.Name == column)
            .Select(c => c.ColumnType ?? types.FindMapping(c.ClrType)?.StoreType)
            .LastOrDefault();
    }
}
