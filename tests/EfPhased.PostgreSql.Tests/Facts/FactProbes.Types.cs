using static EfPhased.Dialects.OperationKind;

namespace EfPhased.PostgreSql.Tests.Facts;

internal static partial class FactProbes
{
    private static FactProbe[] Types() =>
    [
        Type("PG-41", ChangeTypeInPlace, "v50", "varchar(100)"),
        Type("PG-41", ChangeTypeInPlace, "v50i", "varchar(100)"),
        Type("PG-41", ChangeTypeInPlace, "v50", "text"),
        Type("PG-41", ChangeTypeInPlace, "v50i", "varchar"),
        Type("PG-41", ChangeTypeInPlace, "tx", "varchar"),
        Type("PG-42", ChangeTypeRewriting, "v50", "varchar(20)"),
        Type("PG-42", ChangeTypeRewriting, "tx", "varchar(100)"),
        Type("PG-43", ChangeTypeRewriting, "c10", "char(20)"),
        Type("PG-43", ChangeTypeRewriting, "c10", "text"),
        Type("PG-44", ChangeTypeRewriting, "small", "int"),
        Type("PG-44", ChangeTypeRewriting, "a", "bigint"),
        Type("PG-44", ChangeTypeRewriting, "parent_id", "int"),
        Type("PG-45", ChangeTypeInPlace, "n102", "numeric(12,2)"),
        Type("PG-45", ChangeTypeInPlace, "n102", "numeric"),
        Type("PG-46", ChangeTypeRewriting, "n102", "numeric(12,4)"),
        Type("PG-46", ChangeTypeRewriting, "nun", "numeric(10,2)"),
        Type("PG-47", ChangeTypeInPlace, "ts", "timestamptz"),
        Type("PG-47", ChangeTypeInPlace, "tstz", "timestamp"),
        Type("PG-48", ChangeTypeRewriting, "ts", "timestamptz USING ts AT TIME ZONE 'UTC'"),
        Type("PG-48", ChangeTypeRewriting, "ts", "timestamptz") with { TimeZone = "Europe/Oslo" },
        Type("PG-49", ChangeTypeRebuildingIndex, "tsi", "timestamptz"),
        Type("PG-50", ChangeTypeInPlace, "ts3", "timestamp(6)"),
        Type("PG-50", ChangeTypeInPlace, "iv3", "interval"),
        Type("PG-50", ChangeTypeInPlace, "vb", "varbit(16)"),
        Type("PG-50", ChangeTypeInPlace, "net", "inet"),
        Type("PG-51", ChangeTypeRewriting, "ts", "timestamp(3)"),
        Type("PG-52", ChangeTypeRewriting, "js", "jsonb"),
        Type("PG-52", ChangeTypeRewriting, "jb", "text"),
        Type("PG-52", ChangeTypeRewriting, "u", "text"),
        Type("PG-52", ChangeTypeRewriting, "md", "text"),
        Type("PG-52", ChangeTypeRewriting, "tx", "mood USING 'ok'::mood"),
        Type("PG-52", ChangeTypeRefused, "tx", "uuid"),
        Type("PG-52", ChangeTypeRefused, "tx", "mood"),
        Type("PG-53", ChangeTypeInPlace, "an", "plain"),
        Type("PG-53", ChangeTypeRewriting, "an", "checked"),
        Type("PG-54", ChangeTypeInPlace, "tx", "citext"),
        Type("PG-54", ChangeTypeRebuildingIndex, "txi", "citext"),
        Type("PG-55", ChangeCollation, "v50", "varchar(50) COLLATE \"C\""),
        Type("PG-55", ChangeCollationIndexed, "v50i", "varchar(50) COLLATE \"POSIX\""),
        Type("PG-56", ChangeTypeInPlaceChecked, "v50", "varchar(100)") with { Setup = "ALTER TABLE t ADD CHECK (length(v50) > 0)" },
        Type("PG-41", ChangeTypeInPlace, "v50", "varchar(101)") with { Setup = "ALTER TABLE t ADD CHECK (length(v50) > 0) NOT VALID" },
        Type("PG-57", ChangeTypeRefused, "v50", "varchar(100)") with { Setup = "CREATE VIEW v AS SELECT v50 FROM t" },
        Type("PG-57", ChangeTypeRefused, "v50", "varchar(101)") with
        {
            Setup = "CREATE TRIGGER tr BEFORE UPDATE OF v50 ON t FOR EACH ROW EXECUTE FUNCTION f()",
        },
        Type("PG-57", ChangeTypeOfGeneratedSource, "nun", "numeric(10,2)") with { Setup = "ALTER TABLE t ADD COLUMN g numeric GENERATED ALWAYS AS (nun) STORED" },
        new(ChangeTypeOfForeignKey, "ALTER TABLE child ALTER COLUMN parent_id TYPE int") { On = "child", Also = ["parent"] },
    ];

    private static FactProbe Type(string id, Dialects.OperationKind kind, string column, string type)
        => new(kind, $"ALTER TABLE t ALTER COLUMN {column} TYPE {type}") { Id = id };
}
