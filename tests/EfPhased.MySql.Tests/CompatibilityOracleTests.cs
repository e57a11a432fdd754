using EfPhased.Testing.Behaviours;

namespace EfPhased.MySql.Tests;

public sealed class CompatibilityOracleTests() : CompatibilityOracleBehaviour(MySqlServer.Instance)
{
    protected override string AddColumn => "ALTER TABLE `Customers` ADD COLUMN `FullName` varchar(80)";

    protected override string RequireColumn => "ALTER TABLE `Customers` MODIFY COLUMN `FullName` varchar(80) NOT NULL";

    protected override string RelaxOldColumn => "ALTER TABLE `Customers` MODIFY COLUMN `Name` varchar(80) NULL";

    protected override IReadOnlyList<string> DualWrite =>
    [
        """
        CREATE TRIGGER zz_dual_insert BEFORE INSERT ON `Customers` FOR EACH ROW
        BEGIN
            SET NEW.`FullName` = COALESCE(NEW.`FullName`, NEW.`Name`);
            SET NEW.`Name` = COALESCE(NEW.`Name`, NEW.`FullName`);
        END
        """,
        """
        CREATE TRIGGER zz_dual_update BEFORE UPDATE ON `Customers` FOR EACH ROW
        BEGIN
            IF NOT (BINARY NEW.`FullName` <=> BINARY OLD.`FullName`) THEN
                SET NEW.`Name` = NEW.`FullName`;
            ELSEIF NOT (BINARY NEW.`Name` <=> BINARY OLD.`Name`) THEN
                SET NEW.`FullName` = NEW.`Name`;
            END IF;
        END
        """,
    ];
}
