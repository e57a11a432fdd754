using static EfPhased.Dialects.OperationKind;

namespace EfPhased.PostgreSql.Tests.Facts;

internal static partial class FactProbes
{
    private const string Check = "ALTER TABLE t ADD CONSTRAINT ck CHECK (an > 0)";
    private const string ForeignKey = "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent (id)";

    private const string PartitionedParent =
        "CREATE TABLE pp (id bigint PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE pp1 PARTITION OF pp FOR VALUES FROM (0) TO (100)";

    private static FactProbe[] Constraints() =>
    [
        new(AddCheck, Check),
        new(AddCheckNotValid, $"{Check} NOT VALID"),
        new(AddNotNullCheck, "ALTER TABLE t ADD CONSTRAINT ck CHECK (an IS NOT NULL) NOT VALID"),
        new(ValidateConstraint, "ALTER TABLE t VALIDATE CONSTRAINT ck") { Setup = $"{Check} NOT VALID" },
        new(AddCheckNotEnforced, $"{Check} NOT ENFORCED"),
        new(DropConstraint, "ALTER TABLE t DROP CONSTRAINT ck") { Setup = Check },
        new(DropUniqueConstraint, "ALTER TABLE t DROP CONSTRAINT uq") { Setup = "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)" },
        new(RenameConstraint, "ALTER TABLE t RENAME CONSTRAINT ck TO ck2") { Setup = Check },
        new(SetDeferrable, "ALTER TABLE t ALTER CONSTRAINT fk DEFERRABLE") { Setup = ForeignKey },
        new(AddForeignKey, ForeignKey) { Also = ["parent"] },
        new(AddForeignKeyNotValid, $"{ForeignKey} NOT VALID") { Also = ["parent"] },
        new(ValidateForeignKey, "ALTER TABLE t VALIDATE CONSTRAINT fk") { Setup = $"{ForeignKey} NOT VALID", Also = ["parent"] },
        new(AddForeignKeyNotValidFromPartitioned, "ALTER TABLE part ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES parent (id) NOT VALID")
            { On = "part", Also = ["parent", "part1"] },
        new(AddForeignKeyNotValidToPartitioned, "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES pp (id) NOT VALID")
            { Setup = PartitionedParent, Also = ["pp", "pp1"] },
        new(AddForeignKeyNotEnforced, $"{ForeignKey} NOT ENFORCED") { Also = ["parent"] },
        new(DropForeignKey, "ALTER TABLE t DROP CONSTRAINT fk") { Setup = ForeignKey, Also = ["parent"] },
        new(AddExclusion, "ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING btree (a WITH =)"),
    ];

    private static FactProbe[] Keys() =>
    [
        new(AddUnique, "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)"),
        new(AddUniqueUsingIndex, "ALTER TABLE t ADD CONSTRAINT uq UNIQUE USING INDEX uqi") { Setup = "CREATE UNIQUE INDEX uqi ON t (a)" },
        new(AddPrimaryKey, "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (id)") { Setup = WithoutKey },
        new(AddPrimaryKeyUsingIndex, "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY USING INDEX uqi") { Setup = $"{WithoutKey}; CREATE UNIQUE INDEX uqi ON t (a)" },
        new(AddPrimaryKeyUsingIndexOnNullable, "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY USING INDEX uqi")
            { Setup = $"{WithoutKey}; CREATE UNIQUE INDEX uqi ON t (an)" },
        new(AddPrimaryKeyOverNotValid, "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (an)") { Setup = $"{WithoutKey}; {NotValidNotNull}" },
        new(ReplacePrimaryKey, "ALTER TABLE t DROP CONSTRAINT t_pkey, ADD CONSTRAINT pk PRIMARY KEY (id, a)"),
        new(DropPrimaryKey, "ALTER TABLE t DROP CONSTRAINT t_pkey"),
        new(DropReferencedPrimaryKey, "ALTER TABLE parent DROP CONSTRAINT parent_pkey"),
    ];

    private const string WithoutKey = "ALTER TABLE t DROP CONSTRAINT t_pkey";
}
