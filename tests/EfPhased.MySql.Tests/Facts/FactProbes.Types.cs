using static EfPhased.Dialects.OperationKind;

namespace EfPhased.MySql.Tests.Facts;

internal static partial class FactProbes
{
    private static FactProbe[] Types() =>
    [
        new(ChangeTypeInPlace, "MODIFY v50 VARCHAR(63)") { Id = "MY-23" },
        new(ChangeTypeInPlace, "MODIFY v64 VARCHAR(200)") { Id = "MY-23" },
        new(ChangeTypeInPlace, "MODIFY vi VARCHAR(60)") { Id = "MY-23" },
        new(ChangeTypeInPlace, "MODIFY v31 VARCHAR(100)") { Id = "MY-24" },
        new(ChangeTypeRewriting, "MODIFY v32 VARCHAR(100)") { Id = "MY-24" },
        new(ChangeTypeRewriting, "MODIFY l1 VARCHAR(256) CHARACTER SET latin1") { Id = "MY-24" },
        new(ChangeTypeInPlace, "MODIFY e ENUM('a','b','c')") { Id = "MY-27" },
        new(ChangeTypeInPlace, "MODIFY s SET('a','b','c')") { Id = "MY-27" },
        new(ChangeTypeRewriting, "MODIFY v50 VARCHAR(20)") { Id = "MY-25" },
        new(ChangeTypeRewriting, "MODIFY v50 TEXT") { Id = "MY-25" },
        new(ChangeTypeRewriting, "MODIFY mt LONGTEXT") { Id = "MY-25" },
        new(ChangeTypeRewriting, "MODIFY an BIGINT") { Id = "MY-26" },
        new(ChangeTypeRewriting, "MODIFY an INT UNSIGNED") { Id = "MY-26" },
        new(ChangeTypeRewriting, "MODIFY id BIGINT NOT NULL AUTO_INCREMENT") { Id = "MY-26" },
        new(ChangeTypeRewriting, "MODIFY n102 DECIMAL(12,2)") { Id = "MY-26" },
        new(ChangeTypeRewriting, "MODIFY n102 DECIMAL(12,4)") { Id = "MY-26" },
        new(ChangeTypeRewriting, "MODIFY dt3 DATETIME(6)") { Id = "MY-26" },
        new(ChangeTypeRewriting, "MODIFY dt TIMESTAMP NULL") { Id = "MY-26" },
        new(ChangeTypeRewriting, "MODIFY e ENUM('a','c','b')") { Id = "MY-28" },
        new(ChangeTypeRewriting, "MODIFY e ENUM('b','c')") { Id = "MY-28", Setup = "UPDATE t SET e = 'b'" },
        new(ChangeTypeRewriting, $"MODIFY s SET({Members(9)})") { Id = "MY-28", Setup = "UPDATE t SET s = NULL" },
        new(ChangeTypeOfForeignKey, "MODIFY pid BIGINT") { Setup = WithForeignKey },
        new(ChangeCharset, "MODIFY g3 VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"),
        new(ChangeCollation, "MODIFY v50 VARCHAR(50) COLLATE utf8mb4_bin"),
        new(ChangeCollationIndexed, "MODIFY vi VARCHAR(50) COLLATE utf8mb4_bin"),
    ];

    private static string Members(int count) => string.Join(",", Enumerable.Range(0, count).Select(i => $"'{(char)('a' + i)}'"));
}
