using static EfPhased.Dialects.OperationKind;

namespace EfPhased.MySql.Tests.Facts;

internal static partial class FactProbes
{
    private static FactProbe[] Constraints() =>
    [
        new(AddCheck, "ADD CONSTRAINT ck CHECK (an > 0)"),
        new(DropConstraint, "DROP CONSTRAINT ck") { Setup = "ALTER TABLE t ADD CONSTRAINT ck CHECK (an > 0)" },
        new(DropUniqueConstraint, "DROP INDEX ku") { Setup = "ALTER TABLE t ADD UNIQUE KEY ku (an)" },
        new(AddForeignKey, ForeignKey),
        new(AddForeignKeyNotValid, ForeignKey) { IsUnchecked = true },
        new(ValidateForeignKey, "SELECT EXISTS (SELECT 1 FROM t WHERE pid IS NOT NULL AND NOT EXISTS (SELECT 1 FROM parent WHERE parent.id = t.pid))"),
        new(DropForeignKey, "DROP FOREIGN KEY fkp") { Setup = WithForeignKey },
        new(AddUnique, "ADD CONSTRAINT ku UNIQUE (an)"),
        new(AddUniqueUsingIndex, "ADD UNIQUE INDEX ku (an)"),
        new(AddPrimaryKey, "ADD PRIMARY KEY (id)") { Setup = $"{Unnumbered}, DROP PRIMARY KEY" },
        new(AddPrimaryKeyUsingIndex, "ADD PRIMARY KEY (id)") { Setup = $"{Unnumbered}, DROP PRIMARY KEY" },
        new(ReplacePrimaryKey, "DROP PRIMARY KEY, ADD PRIMARY KEY (id, a)") { Setup = Unnumbered },
        new(ReplacePrimaryKey, "DROP PRIMARY KEY, ADD PRIMARY KEY (a, id)") { Setup = $"{Unnumbered}; {Stored}" },
        new(DropPrimaryKey, "DROP PRIMARY KEY") { Setup = Unnumbered },
    ];

    private static FactProbe[] Indexes() =>
    [
        new(CreateIndex, "ADD INDEX kx (an)"),
        new(CreateIndex, "ADD UNIQUE INDEX kx (an)"),
        new(CreateIndex, "ADD INDEX kx (tx(20))"),
        new(CreateIndexOnline, "ADD INDEX kx (an)"),
        new(CreateFullTextIndex, "ADD FULLTEXT INDEX kf (tx)"),
        new(CreateFurtherFullTextIndex, "ADD FULLTEXT INDEX kf (mt)") { Setup = FullText },
        new(ReplaceIndex, "DROP INDEX ka, ADD INDEX ka (a, an)"),
        new(DropIndex, "DROP INDEX ka"),
        new(DropIndexOnline, "DROP INDEX ka"),
        new(DropForeignKeyIndex, "DROP INDEX kpid") { Setup = WithForeignKey },
        new(RenameIndex, "RENAME INDEX ka TO kb"),
        new(HideIndex, "ALTER INDEX ka IGNORED"),
    ];
}
