using EfPhased.Design.Classification;
using EfPhased.Dialects;
using EfPhased.References.Sql;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Severity;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// The rows about statements that no operation of EF Core stands for. The first that applies counts.
/// </summary>
internal static class SqlRules
{
    private const string Breaks = "whoever of the previous version uses it fails";
    private const string Locks = "the rows stay locked until the migration commits";

    // Functions that do nothing, or only what they are asked for by name.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "setval", "nextval", "currval", "pg_get_serial_sequence", "set_config", "current_setting", "now", "max", "min", "count", "sum", "coalesce", "greatest",
        "least", "cast", "exists", "in", "concat", "lower", "upper", "format", "to_regclass", "pg_advisory_xact_lock", "pg_sleep", "row_count", "last_insert_id",
        "if", "ifnull", "nullif", "version", "database", "current_schema", "values", "and", "or", "not", "where", "from", "select", "any", "all", "as", "on", "using",
    };

    /// <summary>What makes a view or a routine, and its name.</summary>
    public static readonly SqlPattern NewProgram = new("CREATE * VIEW|FUNCTION|PROCEDURE|TRIGGER|EVENT|RULE|POLICY IF? NOT? EXISTS? @");

    /// <summary>For rows and programs that the migration has made itself.</summary>
    public static readonly Rule OfSameMigration = new("EFP7500", "OfSameMigration", "SQL: rows of a table, or a view or routine, of the same migration", (_, _) => false, Additive, "R22")
    {
        TakesNoLock = true,
    };

    public static readonly Rule Unknown = new("EFP7590", "UnknownSql", "SQL: anything else", (_, _) => false, Effects.Unknown, "R30")
    {
        Says = "nobody can tell what it does", TakesNoLock = true,
    };

    public static readonly IReadOnlyList<SqlRule> All =
    [
        new("EFP7501", "SessionSetting", "settings of the session", ["SET|RESET|SHOW|USE|DISCARD|PRAGMA|ANALYZE|EXPLAIN|NOTIFY|CHECKPOINT", "DROP TEMPORARY|TEMP TABLE"], Additive, "R35"),
        new("EFP7502", "OwnTransaction", "its own transaction", ["BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|END|ABORT"], ChangesBehaviour, "R35",
            "it ends the transaction that EF Core has opened, so a failure leaves half of the migration behind"),
        new("EFP7504", "InsertRows", "rows added", ["INSERT LOW_PRIORITY|DELAYED|HIGH_PRIORITY? IGNORE? INTO? @", "COPY @", "REPLACE INTO? @"], Additive, "R29"),
        new("EFP7505", "UpdateRows", "rows changed", ["UPDATE ONLY? LOW_PRIORITY? IGNORE? @", "MERGE INTO? @", "WITH * UPDATE ONLY? @"], ChangesBehaviour, "R29", Locks,
            kind: OperationKind.UpdateRows),
        new("EFP7506", "DeleteRows", "rows deleted", ["DELETE LOW_PRIORITY|QUICK? IGNORE? FROM ONLY? @", "DELETE", "WITH * DELETE FROM ONLY? @"], Destructive, "R29", Locks,
            kind: OperationKind.DeleteRows),
        new("EFP7507", "InsertFromQuery", "rows added by a common table", ["WITH * INSERT INTO @"], Additive, "R29"),
        new("EFP7503", "Query", "a query", ["SELECT", "WITH * SELECT", "VALUES|TABLE"], Additive, "R30") { Also = IsQuery },
        new("EFP7508", "Truncate", "a table emptied", ["TRUNCATE TABLE? ONLY? @"], Destructive | BreaksOld, "R29", "the previous version's rows are gone",
            kind: OperationKind.Truncate),

        new("EFP7510", "ReplaceRoutine", "a view or a routine replaced", ["CREATE OR REPLACE * VIEW|FUNCTION|PROCEDURE|AGGREGATE|RULE|PACKAGE|EVENT"], ChangesBehaviour, "R30",
            "the previous version gets the new one too", Note),
        new("EFP7511", "CreateTrigger", "a trigger, rule or policy", ["CREATE * TRIGGER|RULE|POLICY|EVENT"], ChangesBehaviour, "R30",
            "it runs within what the previous version does too", Warning) { Also = t => !IsRoutine(t) },
        new("EFP7512", "CreateDomain", "a domain", ["CREATE DOMAIN"], Additive, "R37"),
        new("EFP7513", "CreateObject", "something new that nobody uses yet",
            ["CREATE * VIEW|FUNCTION|PROCEDURE|AGGREGATE|TYPE|EXTENSION|COLLATION|ROLE|USER|OPERATOR|CAST|STATISTICS|PUBLICATION|SUBSCRIPTION|SERVER|LANGUAGE|TABLE|DATABASE"],
            Additive | NeededByNew, "R30"),
        new("EFP7514", "DropProgram", "a view or a routine dropped", ["DROP MATERIALIZED? VIEW|FUNCTION|PROCEDURE|AGGREGATE|ROUTINE|EVENT IF? EXISTS? @"], BreaksOld, "R30", Breaks, Warning),
        new("EFP7515", "DropTrigger", "a trigger, rule or policy dropped", ["DROP TRIGGER|RULE|POLICY IF? EXISTS? @"], ChangesBehaviour, "R30",
            "what it did for the previous version no longer happens", Warning),
        new("EFP7516", "DropObject", "a type, domain, extension or another object dropped", ["DROP"], Destructive | BreaksOld, "R28", Breaks),

        new("EFP7520", "AddEnumLabel", "a value added to an enum", ["ALTER TYPE @ ADD VALUE"], Additive | ChangesBehaviour, "R26",
            "the previous version fails at reading a row with it", Note, OperationKind.AddEnumValue),
        new("EFP7521", "RenameEnumValue", "a value or an attribute renamed", ["ALTER TYPE @ RENAME VALUE|ATTRIBUTE|TO"], BreaksOld | NeededByNew, "R26",
            "the previous version writes the old name", kind: OperationKind.RenameEnumValue),
        new("EFP7522", "AddDomainCheckNotValid", "a check of a domain for new values", ["ALTER DOMAIN @ ADD"], ChangesBehaviour, "R37",
            "writes of the previous version that offend it are refused", kind: OperationKind.AddDomainCheckNotValid) { Also = t => t.Contains("VALID") },
        new("EFP7523", "AddDomainCheck", "a check of a domain", ["ALTER DOMAIN @ ADD|SET"], ChangesBehaviour, "R37",
            "writes of the previous version that offend it are refused", kind: OperationKind.AddDomainCheck),
        new("EFP7524", "AlterSequenceBySql", "a sequence altered", ["ALTER SEQUENCE"], ChangesBehaviour, "R27", severity: Note, kind: OperationKind.AlterSequence),
        new("EFP7525", "RenameProgram", "something else renamed or moved", ["ALTER * RENAME", "ALTER * SET SCHEMA"], BreaksOld | NeededByNew, "R24",
            "the previous version asks for the old name") { Also = t => !t.StartsWith("ALTER", "TABLE") },
        new("EFP7526", "Ownership", "owners and rights given", ["GRANT", "ALTER * OWNER TO", "ALTER DEFAULT PRIVILEGES"], Additive, "R28"),
        new("EFP7527", "Revoke", "rights taken away", ["REVOKE"], ChangesBehaviour, "R28", "the previous version may need the right"),
        new("EFP7528", "Comment", "a comment", ["COMMENT ON"], Additive, "R32", kind: OperationKind.SetComment),

        new("EFP7530", "ReindexOnline", "an index rebuilt online", ["REINDEX"], Additive, "R20", kind: OperationKind.ReindexOnline) { Also = t => t.Contains("CONCURRENTLY") },
        new("EFP7531", "Reindex", "an index rebuilt", ["REINDEX"], Additive, "R20", kind: OperationKind.Reindex),
        new("EFP7532", "RebuildTable", "a table rewritten", ["CLUSTER", "VACUUM FULL", "OPTIMIZE TABLE"], Additive, "R36", "the table is locked while it is copied", Error),
        new("EFP7533", "Vacuum", "vacuum", ["VACUUM"], Additive, "R35"),
        new("EFP7534", "LockTable", "a table locked by hand", ["LOCK"], ChangesBehaviour, "R35", "it stays locked until the migration commits"),
        new("EFP7535", "AttachPartition", "a partition attached", ["ALTER TABLE * ATTACH PARTITION"], Additive, "R33",
            "all rows of the partition are read unless a check proves its bounds", kind: OperationKind.AttachPartition),
        new("EFP7541", "AttachIndexPartition", "the index of a partition attached", ["ALTER INDEX @ ATTACH PARTITION"], Additive, "R33"),
        new("EFP7536", "DetachPartition", "a partition detached", ["ALTER TABLE * DETACH PARTITION"], Destructive | BreaksOld, "R33", "the previous version reads its rows"),
        new("EFP7537", "Logging", "a table made unlogged or logged", ["ALTER TABLE * SET UNLOGGED|LOGGED"], Additive, "R36", kind: OperationKind.SetUnlogged),
        new("EFP7538", "ConvertCharset", "a table's text converted", ["ALTER TABLE * CONVERT TO"], ChangesBehaviour, "R31", "order and equality may change",
            kind: OperationKind.ConvertTableCharset),
        new("EFP7539", "RowSecurity", "row security or triggers switched", ["ALTER TABLE * ENABLE|DISABLE|FORCE"], ChangesBehaviour, "R30",
            "the previous version's statements see or do something else"),
        new("EFP7540", "StorageParameter", "storage parameters of a table", ["ALTER TABLE @ SET", "ALTER TABLE @ RESET"], Additive, "R32",
            kind: OperationKind.SetStorageParameter) { Also = t => t.Tokens.Any(x => x.Is("(")) },
    ];

    public static Rule For(SqlText statement, bool foldsNames, Func<string, string?, bool> isNew)
    {
        foreach (var rule in All)
        {
            if (rule.Applies(statement, foldsNames, out var table))
                return table is { } t && isNew(t.Name, t.Schema) ? OfSameMigration : rule.Rule;
        }

        return Unknown;
    }

    // A query that calls a function of somebody's may do anything.
    private static bool IsQuery(SqlText statement)
        => !statement.Tokens.Zip(statement.Tokens.Skip(1))
            .Any(p => p.Second.Is("(") && p.First.IsName && !Harmless.Contains(p.First.Text));

    private static bool IsRoutine(SqlText statement)
        => statement.Tokens.Take(8).Any(t => t.Is("FUNCTION") || t.Is("PROCEDURE") || t.Is("VIEW") || t.Is("TYPE")) && !statement.Tokens.Take(3).Any(t => t.Is("TRIGGER"));
}
