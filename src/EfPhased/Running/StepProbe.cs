using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// Asks the catalog whether an operation was done, after a run that ended between the statement and its journal entry.
/// </summary>
internal sealed class StepProbe(DbConnection connection, RunnerSql sql)
{
    /// <summary>True when it is done, false when it is not; null when it can simply run again.</summary>
    public async Task<bool?> IsDoneAsync(MigrationOperation operation, CancellationToken cancel) => operation switch
    {
        CreateTableOperation o => await TableAsync(o.Name, o.Schema, cancel),
        DropTableOperation o => !await TableAsync(o.Name, o.Schema, cancel),
        RenameTableOperation o => await TableAsync(o.NewName ?? o.Name, o.NewSchema ?? o.Schema, cancel) && !await TableAsync(o.Name, o.Schema, cancel),
        AddColumnOperation o => await ColumnAsync(o.Table, o.Schema, o.Name, cancel),
        DropColumnOperation o => !await ColumnAsync(o.Table, o.Schema, o.Name, cancel),
        RenameColumnOperation o => await ColumnAsync(o.Table, o.Schema, o.NewName, cancel) && !await ColumnAsync(o.Table, o.Schema, o.Name, cancel),
        CreateIndexOperation o => await IndexIsValidAsync(o.Table, o.Schema, o.Name, cancel) == true,
        DropIndexOperation { Table: { } table } o => await IndexIsValidAsync(table, o.Schema, o.Name, cancel) is null,
        RenameIndexOperation { Table: { } table } o => await IndexIsValidAsync(table, o.Schema, o.NewName, cancel) is not null,
        AddForeignKeyOperation o => await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        DropForeignKeyOperation o => !await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        AddUniqueConstraintOperation o => await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        DropUniqueConstraintOperation o => !await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        AddCheckConstraintOperation o => await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        DropCheckConstraintOperation o => !await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        AddNotNullCheckOperation o => await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        AddPrimaryKeyOperation o => await ConstraintAsync(o.Table, o.Schema, PrimaryKey(o.Name), cancel),
        DropPrimaryKeyOperation o => !await ConstraintAsync(o.Table, o.Schema, PrimaryKey(o.Name), cancel),
        RenameTableBehindViewOperation o => await ViewAsync(o, cancel) != o.Revert && await TableAsync(o.Table, o.Schema, cancel),
        AddOldTableViewOperation o => await ViewAsync(o, cancel),
        DropOldTableViewOperation o => !await ViewAsync(o, cancel),
        AddTombstoneOperation o => await IsThereAsync(o, o.Column, o.Name, cancel) && !await IsThereAsync(o, o.Column, o.Column ?? o.Table, cancel),
        RestoreTombstoneOperation o => await IsThereAsync(o, o.Column, o.Column ?? o.Table, cancel) && !await IsThereAsync(o, o.Column, o.Name, cancel),
        AddDualWriteOperation o => await TriggersAsync(o, Shim.Of(o).WatchesUpdates, switched: false, cancel),
        RenameConstraintOperation o => await ConstraintAsync(o.Table, o.Schema, o.NewName, cancel) && !await ConstraintAsync(o.Table, o.Schema, o.Name, cancel),
        ReplacePrimaryKeyOperation o => await connection.IsTrueAsync(sql.Catalog.PrimaryKeyIs(o.Table, o.Schema, PrimaryKey(o.Name), o.Columns), cancel),

        // Running it again would drop the new triggers first, and the old ones may be gone already.
        SwitchDualWriteOperation o when !sql.KeepsTriggersOnSwitch
            => await HasNewTriggersAsync(o, cancel) && !await AnyAsync(o, OldTriggers(o), cancel),
        _ => null,
    };

    /// <summary>What is left to run of a part that is not done.</summary>
    public async Task<StepPart> LeftAsync(StepPart part, CancellationToken cancel)
        => part.Operation is SwitchDualWriteOperation o && !sql.KeepsTriggersOnSwitch && await HasNewTriggersAsync(o, cancel)
            ? part with { Commands = [.. part.Commands.Where(c => OldTriggers(o).Any(t => c.CommandText.Contains(t, StringComparison.Ordinal)))] }
            : part;

    /// <summary>Null when there is no such index, false when an interrupted build left it invalid.</summary>
    public async Task<bool?> IndexIsValidAsync(string table, string? schema, string index, CancellationToken cancel)
        => await connection.ScalarAsync(sql.Catalog.IndexIsValid(table, schema, index), cancel) switch
        {
            null => null,
            bool valid => valid,
            _ => true,
        };

    /// <summary>A table of a name, or a column of the operation's table where the operation is about one.</summary>
    public Task<bool> IsThereAsync(TablePhasedOperation operation, string? column, string name, CancellationToken cancel)
        => column is null ? TableAsync(name, operation.Schema, cancel) : ColumnAsync(operation.Table, operation.Schema, name, cancel);

    private string PrimaryKey(string name) => sql.PrimaryKeyName ?? name;

    private Task<bool> TableAsync(string table, string? schema, CancellationToken cancel)
        => connection.IsTrueAsync(sql.Catalog.TableExists(table, schema), cancel);

    private Task<bool> ViewAsync(TablePhasedOperation o, CancellationToken cancel)
        => connection.IsTrueAsync(sql.Catalog.ViewExists(o.Table, o.Schema), cancel);

    private Task<bool> ColumnAsync(string table, string? schema, string column, CancellationToken cancel)
        => connection.IsTrueAsync(sql.Catalog.ColumnExists(table, schema, column), cancel);

    private async Task<bool> ConstraintAsync(string table, string? schema, string constraint, CancellationToken cancel)
        => await connection.ScalarAsync(sql.Catalog.ConstraintIsValid(table, schema, constraint), cancel) is not null;

    private Task<bool> HasNewTriggersAsync(SwitchDualWriteOperation o, CancellationToken cancel)
        => TriggersAsync(o, Shim.Of(o).WatchesUpdates, switched: !o.Revert, cancel);

    private static string[] OldTriggers(SwitchDualWriteOperation o)
        => o.Revert ? [DualWriteNames.Trigger(o, "si"), DualWriteNames.Trigger(o, "su")] : [DualWriteNames.Trigger(o, "i"), DualWriteNames.Trigger(o, "u")];

    private async Task<bool> AnyAsync(TablePhasedOperation o, IEnumerable<string> triggers, CancellationToken cancel)
    {
        foreach (var trigger in triggers)
        {
            if (await connection.IsTrueAsync(sql.Catalog.TriggerExists(o.Table, o.Schema, trigger), cancel))
                return true;
        }

        return false;
    }

    private async Task<bool> TriggersAsync(TablePhasedOperation o, bool onUpdate, bool switched, CancellationToken cancel)
    {
        var prefix = switched ? "s" : "";
        return await connection.IsTrueAsync(sql.Catalog.TriggerExists(o.Table, o.Schema, DualWriteNames.Trigger(o, prefix + "i")), cancel)
            && (!onUpdate || await connection.IsTrueAsync(sql.Catalog.TriggerExists(o.Table, o.Schema, DualWriteNames.Trigger(o, prefix + "u")), cancel));
    }
}
