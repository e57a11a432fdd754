using static EfPhased.References.Tests.Sql.SqlCases;

namespace EfPhased.References.Tests.Sql;

public class MySqlTests
{
    [Theory]
    [InlineData("SELECT `Name` FROM `Customers`", "Sql:Certain@`Name`")]
    [InlineData("select name from customers", "Sql:Certain@name")]
    [InlineData("SELECT \"Name\" FROM Customers", "")]
    [InlineData("SELECT \"Name\" FROM \"Customers\"", "Sql:Certain@\"Name\"")]
    [InlineData("SELECT 'it\\'s', name FROM customers", "Sql:Certain@name")]
    [InlineData("SELECT id # name\n FROM customers", "")]
    [InlineData("SELECT id -- name\n FROM customers", "")]
    [InlineData("SELECT id /*!50001 , name */ FROM customers", "Sql:Certain@name")]
    [InlineData("INSERT INTO customers SET id = 1, name = 'x'", "Sql:Certain@name")]
    [InlineData("INSERT INTO customers (id) VALUES (1) ON DUPLICATE KEY UPDATE name = VALUES(name)", "Sql:Certain@name Sql:Certain@name")]
    [InlineData("REPLACE INTO customers (id, name) VALUES (1, 'x')", "Sql:Certain@name")]
    [InlineData("UPDATE customers c JOIN orders o ON o.cid = c.id SET c.name = o.title", "Sql:Certain@name")]
    [InlineData("DELETE c FROM customers c WHERE c.name = ''", "Sql:Certain@name")]
    [InlineData("ALTER TABLE customers MODIFY COLUMN name varchar(20)", "Sql:Certain@name")]
    [InlineData("ALTER TABLE customers ADD INDEX name (id)", "")]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON customers FOR EACH ROW SET NEW.name = TRIM(NEW.name)", "Sql:Certain@name Sql:Certain@name")]
    [InlineData("DELIMITER //\nCREATE PROCEDURE p() BEGIN UPDATE customers SET name = ''; SELECT 1; END//\nDELIMITER ;\nSELECT name FROM products;", "Sql:Certain@name")]
    [InlineData("SELECT JSON_EXTRACT(data, '$.name'), data->'$.name' FROM customers", "")]
    [InlineData("SELECT shop.customers.name FROM shop.customers", "Sql:Likely@name")]
    [InlineData("SELECT t.id FROM customers t FORCE INDEX (name) WHERE t.id > @name", "")]
    [InlineData("SHOW COLUMNS FROM customers LIKE 'name'", "")]
    [InlineData("INSERT IGNORE INTO customers(name) VALUES('a')", "Sql:Certain@name")]
    [InlineData("UPDATE customers SET name=CONCAT(name,'x') ORDER BY name LIMIT 1", "Sql:Certain@name Sql:Certain@name Sql:Certain@name")]
    [InlineData("LOAD DATA INFILE 'x' INTO TABLE customers (id, name)", "Sql:Certain@name")]
    [InlineData("CREATE TABLE t (id int, KEY name (id))", "")]
    [InlineData("SELECT IF(name IS NULL, 1, 2), LEFT(name, 3) FROM customers", "Sql:Certain@name Sql:Certain@name")]
    [InlineData("SELECT name FROM customers LIMIT 1 INTO @x", "Sql:Certain@name")]
    [InlineData("SELECT REPLACE(name,'a','b'), GROUP_CONCAT(name SEPARATOR ',') FROM customers", "Sql:Certain@name Sql:Certain@name")]
    [InlineData("ALTER TABLE customers CHANGE name title varchar(5)", "Sql:Certain@name")]
    [InlineData("ALTER TABLE customers DROP name, ALGORITHM=INSTANT", "Sql:Certain@name")]
    [InlineData("ALTER TABLE customers ADD COLUMN x int AFTER name", "Sql:Certain@name")]
    [InlineData("SELECT c.id FROM customers c LEFT JOIN orders o ON LEFT(c.name, 2) = o.x", "Sql:Certain@name")]
    [InlineData("CREATE DEFINER=`root`@`%` TRIGGER t AFTER INSERT ON customers FOR EACH ROW INSERT INTO log (name) VALUES (NEW.name)", "Sql:Certain@name")]
    [InlineData("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM customers WHERE name = ''", "Sql:Certain@name")]
    [InlineData("SELECT name AS n FROM customers UNION SELECT name FROM products", "Sql:Certain@name")]
    public void Finds(string sql, string expected) => Assert.Equal(expected, Find(sql, SqlFlavor.MySql));
}
