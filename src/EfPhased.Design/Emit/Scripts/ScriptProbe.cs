using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// Expressions that ask the catalog whether an operation was done: what <c>StepProbe</c> asks in a run.
/// </summary>
internal sealed class ScriptProbe(RunnerSql sql)
{
    private CatalogSql Catalog => sql.Catalog;

    /// <summary>True where the operation is done; null when it can simply run again.</summary>
    public string? IsDone(MigrationOperation operation) => operation switch
    {
        CreateTableOperation o => Table(o.Name, o.Schema),
        DropTableOperation o => Not(Table(o.Name, o.Schema)),
        RenameTableOperation o => And(Table(o.NewName ?? o.Name, o.NewSchema ?? o.Schema), Not(Table(o.Name, o.Schema))),
        AddColumnOperation o => Column(o.Table, o.Schema, o.Name),
        DropColumnOperation o => Not(Column(o.Table, o.Schema, o.Name)),
        RenameColumnOperation o => And(Column(o.Table, o.Schema, o.NewName), Not(Column(o.Table, o.Schema, o.Name))),
        CreateIndexOperation o => Index(o.Table, o.Schema, o.Name),
        DropIndexOperation { Table: { } table } o => Not(AnyIndex(table, o.Schema, o.Name)),
        RenameIndexOperation { Table: { } table } o => AnyIndex(table, o.Schema, o.NewName),
        AddForeignKeyOperation o => Constraint(o.Table, o.Schema, o.Name),
        DropForeignKeyOperation o => Not(Constraint(o.Table, o.Schema, o.Name)),
        AddUniqueConstraintOperation o => Constraint(o.Table, o.Schema, o.Name),
        DropUniqueConstraintOperation o => Not(Constraint(o.Table, o.Schema, o.Name)),
        AddCheckConstraintOperation o => Constraint(o.Table, o.Schema, o.Name),
        DropCheckConstraintOperation o => Not(Constraint(o.Table, o.Schema, o.Name)),
        AddNotNullCheckOperation o => Constraint(o.Table, o.Schema, o.Name),
        AddPrimaryKeyOperation o => Constraint(o.Table, o.Schema, sql.PrimaryKeyName ?? o.Name),
        DropPrimaryKeyOperation o => Not(Constraint(o.Table, o.Schema, sql.PrimaryKeyName ?? o.Name)),
        RenameTableBehindViewOperation { Revert: true } o => And(Not(View(o)), Table(o.Table, o.Schema)),
        RenameTableBehindViewOperation or AddOldTableViewOperation => View((TablePhasedOperation)operation),
        DropOldTableViewOperation o => Not(View(o)),
        AddDualWriteOperation o => Triggers(o, Shim.Of(o).WatchesUpdates, switched: false),
        RenameConstraintOperation o => And(Constraint(o.Table, o.Schema, o.NewName), Not(Constraint(o.Table, o.Schema, o.Name))),
        ReplacePrimaryKeyOperation o => True(Catalog.PrimaryKeyIs(o.Table, o.Schema, sql.PrimaryKeyName ?? o.Name, o.Columns)),
        SwitchDualWriteOperation o when !sql.KeepsTriggersOnSwitch
            => And(Triggers(o, Shim.Of(o).WatchesUpdates, switched: !o.Revert), Not(Trigger(o, o.Revert ? "si" : "i"))),
        _ => null,
    };

    private string Table(string table, string? schema) => True(Catalog.TableExists(table, schema));

    private string View(TablePhasedOperation o) => True(Catalog.ViewExists(o.Table, o.Schema));

    private string Column(string table, string? schema, string column) => True(Catalog.ColumnExists(table, schema, column));

    private string Index(string table, string? schema, string index) => True(Catalog.IndexIsValid(table, schema, index));

    private string AnyIndex(string table, string? schema, string index) => Exists(Catalog.IndexIsValid(table, schema, index));

    private string Constraint(string table, string? schema, string constraint) => Exists(Catalog.ConstraintIsValid(table, schema, constraint));

    private string Trigger(TablePhasedOperation o, string suffix) => True(Catalog.TriggerExists(o.Table, o.Schema, DualWriteNames.Trigger(o, suffix)));

    private string Triggers(TablePhasedOperation o, bool onUpdate, bool switched)
    {
        var prefix = switched ? "s" : "";
        var insert = Trigger(o, prefix + "i");
        return onUpdate ? And(insert, Trigger(o, prefix + "u")) : insert;
    }

    private static string True(string query) => $"(({query}) IS TRUE)";

    private static string Exists(string query) => $"EXISTS ({query})";

    private static string Not(string condition) => $"NOT {condition}";

    private static string And(string left, string right) => $"({left} AND {right})";
}
