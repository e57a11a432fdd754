using EfPhased.Testing.Behaviours;

namespace EfPhased.MySql.Tests;

public sealed class ParityOracleTests() : ParityOracleBehaviour(MySqlServer.Instance)
{
    protected override IReadOnlyList<(string Sql, string Shown)> Differences =>
    [
        ("ALTER TABLE `Customers` MODIFY COLUMN `Nick` varchar(50) NOT NULL", "+   `Nick` varchar(50) NOT NULL"),
        ("ALTER TABLE `Customers` ALTER COLUMN `Points` SET DEFAULT 11", "+   `Points` int(11) NOT NULL DEFAULT 11"),
        ("ALTER TABLE `Customers` MODIFY COLUMN `Balance` decimal(13,2) NOT NULL", "+   `Balance` decimal(13,2) NOT NULL"),
        ("ALTER TABLE `Customers` MODIFY COLUMN `Nick` varchar(50) COLLATE utf8mb4_bin NOT NULL", "COLLATE utf8mb4_bin"),
        ("ALTER TABLE `Customers` MODIFY COLUMN `Nick` varchar(50) NOT NULL COMMENT 'short'", "COMMENT 'short'"),
        ("ALTER TABLE `Customers` COMMENT 'else'", "COMMENT='else'"),
        ("ALTER TABLE `Customers` ADD COLUMN `Twice` int GENERATED ALWAYS AS (`Points` * 2) STORED", "GENERATED ALWAYS AS (`Points` * 2) STORED"),
        ("DROP INDEX `IX_Customers_Email` ON `Customers`", "-   UNIQUE KEY `IX_Customers_Email`"),
        ("CREATE INDEX `IX_Nick` ON `Customers` (`Nick`(10))", "+   KEY `IX_Nick` (`Nick`(10))"),
        ("ALTER TABLE `Customers` ALTER INDEX `IX_Nick` IGNORED", "IGNORED"),
        ("ALTER TABLE `Customers` ADD CONSTRAINT `CK` CHECK (`Points` > 0)", "+   CONSTRAINT `CK` CHECK (`Points` > 0)"),
        ("ALTER TABLE `Tags` DROP FOREIGN KEY `FK_Tags_Orders_OrderId`", "FOREIGN KEY (`OrderId`) REFERENCES `Orders` (`Id`) ON DELETE CASCADE"),
        ("CREATE VIEW `Named` AS SELECT `Name` FROM `Customers`", "+ view Named"),
        ("CREATE TRIGGER touch BEFORE UPDATE ON `Customers` FOR EACH ROW SET NEW.`Points` = 1", "trigger touch BEFORE UPDATE"),
        ("CREATE FUNCTION twice(n int) RETURNS int DETERMINISTIC RETURN n * 2", "+ function twice"),
        ("CREATE PROCEDURE nothing() SELECT 1", "+ procedure nothing"),
        ("CREATE SEQUENCE numbers INCREMENT BY 5", "+ sequence numbers"),
        ("CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01' DO SELECT 1", "+ event nightly"),
        ("ALTER TABLE `Tags` ENGINE = MyISAM", "ENGINE=MyISAM"),
        ("DROP TABLE `Tags`", "- table Tags"),
    ];
}
