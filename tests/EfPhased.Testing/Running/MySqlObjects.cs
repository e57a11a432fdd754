namespace EfPhased.Testing.Running;

/// <summary>OURS is the database with the tables, OTHER another one.</summary>
internal static class MySqlObjects
{
    private const string Call = "CALL f()";
    private const string Select = "SELECT f()";

    public static IReadOnlyList<PlantedObject> Uses =>
    [
        new("view", ["CREATE VIEW v AS SELECT Name FROM People"], ("view OURS.v", Fate.Breaks)) { Use = "SELECT * FROM v" },
        new("view of all columns", ["CREATE VIEW v AS SELECT * FROM People"], ("view OURS.v", Fate.Breaks)) { Use = "SELECT * FROM v" },
        new("view in another database", ["CREATE VIEW OTHER.v AS SELECT upper(x.Name) AS loud FROM OURS.People x"], ("view OTHER.v", Fate.Breaks)) { Use = "SELECT * FROM OTHER.v" },
        new("generated column", ["ALTER TABLE People ADD Loud varchar(100) AS (upper(Name)) VIRTUAL"], ("generated column Loud", Fate.Refused)),
        new("check", ["ALTER TABLE People ADD CONSTRAINT c CHECK (Name <> '')"], ("check c", Fate.Dropped)),
        new("check over two columns", ["ALTER TABLE People ADD CONSTRAINT c CHECK (Name <> FullName)"], ("check c", Fate.Refused)),
        new("default", ["ALTER TABLE People ADD d varchar(100) DEFAULT (upper(Name))"], ("default of d", Fate.Refused)),
        new("index", ["CREATE INDEX i ON People (Name)"], ("index i", Fate.Dropped)),
        new("fulltext index", ["CREATE FULLTEXT INDEX i ON People (Name)"], ("index i", Fate.Dropped)),
        new("unique index", ["CREATE UNIQUE INDEX i ON People (Name)"], ("unique index i", Fate.Dropped)),
        new("index over several columns", ["CREATE INDEX i ON People (Name, Id)"], ("index i", Fate.Changes)),
        new("unique index over several columns", ["CREATE UNIQUE INDEX i ON People (Name, Id)"], ("unique index i", Fate.Refused)),
        new("foreign key from another database",
            ["CREATE INDEX i ON People (Name)", "CREATE TABLE OTHER.n (a varchar(100), CONSTRAINT k FOREIGN KEY (a) REFERENCES OURS.People (Name))"],
            ("index i", Fate.Dropped), ("foreign key k", Fate.Refused)),
        new("foreign key to elsewhere",
            ["CREATE TABLE names (n varchar(100) PRIMARY KEY)", "INSERT INTO names VALUES ('Ann')", "ALTER TABLE People ADD CONSTRAINT k FOREIGN KEY (Name) REFERENCES names (n)"],
            ("index k", Fate.Dropped), ("foreign key k", Fate.Refused)),
        new("partition key", ["DROP TABLE People", "CREATE TABLE People (Id int, Name varchar(100)) PARTITION BY KEY (Name) PARTITIONS 2"], ("partition key of OURS.People", Fate.Refused)),
        new("function", ["CREATE FUNCTION f() RETURNS int READS SQL DATA RETURN (SELECT COUNT(name) FROM People)"], ("function OURS.f", Fate.Breaks)) { Use = Select },
        Procedure("hostile formatting", "BEGIN SELECT/* x */p . `Name`INTO @r FROM#\nPeople\nAS p-- \nLIMIT 1;END"),
        Procedure("code in a comment", "SELECT /*!50000 `Name` */ FROM People INTO @r"),
        Procedure("text that it runs", "BEGIN PREPARE s FROM 'SELECT Name FROM People INTO @r'; EXECUTE s; END"),
        new("insert or update",
            ["ALTER TABLE People MODIFY Name varchar(100)", "CREATE PROCEDURE f() INSERT INTO People (Id, FullName) VALUES (1, 'x') ON DUPLICATE KEY UPDATE FullName = Name"],
            ("procedure OURS.f", Fate.Breaks)) { Use = Call },
        Procedure("update of several tables", "UPDATE Orders o JOIN People p ON p.Id = o.PersonId SET o.Name = 'x', p.Name = 'y'"),
        Procedure("cursor", "BEGIN DECLARE r varchar(100); DECLARE c CURSOR FOR SELECT x.NAME FROM People x; OPEN c; FETCH c INTO r; CLOSE c; END"),
        Procedure("loop", "BEGIN DECLARE i int DEFAULT 0; WHILE i < 1 DO UPDATE People SET FullName = Name WHERE Id = i; SET i = i + 1; END WHILE; END"),
        new("names in double quotes",
            ["SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')", "CREATE PROCEDURE f() SELECT \"Name\" FROM \"People\" INTO @r", "SET SESSION sql_mode = REPLACE(@@sql_mode, 'ANSI_QUOTES', '')"],
            ("procedure OURS.f", Fate.Breaks)) { Use = Call },
        new("another database's procedure", ["CREATE PROCEDURE OTHER.f() SELECT Name FROM OURS.People INTO @r"], ("procedure OTHER.f", Fate.Breaks)) { Use = "CALL OTHER.f()" },
        new("all columns as a result", ["CREATE PROCEDURE f() SELECT * FROM People"], ("procedure OURS.f", Fate.Changes)) { Use = Call },
        new("all columns into a table", ["CREATE TABLE archive (a int, b varchar(100), c varchar(100))", "CREATE PROCEDURE f() INSERT INTO archive SELECT * FROM People"],
            ("procedure OURS.f", Fate.Changes)) { Use = Call },
        new("trigger", ["CREATE TRIGGER t BEFORE UPDATE ON People FOR EACH ROW SET NEW.Name = TRIM(NEW.Name)"], ("trigger t", Fate.Breaks)) { Use = "UPDATE People SET FullName = 'x'" },
        new("trigger named like a shim's", ["CREATE TRIGGER zz_efphased_mine_i BEFORE UPDATE ON People FOR EACH ROW SET NEW.FullName = OLD.Name"],
            ("trigger zz_efphased_mine_i", Fate.Breaks)) { Use = "UPDATE People SET Id = 2" },
        new("trigger of another table", ["CREATE TRIGGER t AFTER UPDATE ON Orders FOR EACH ROW UPDATE People SET Name = NEW.Name WHERE Id = NEW.PersonId"],
            ("trigger t", Fate.Breaks)) { Use = "UPDATE Orders SET Name = 'x'" },
        new("event", ["CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO UPDATE People SET Name = '' WHERE Id = 0"], ("event OURS.e", Fate.Breaks))
        {
            // What the scheduler would run.
            Use = "UPDATE People SET Name = '' WHERE Id = 0",
        },
    ];

    public static IReadOnlyList<PlantedObject> LookAlikes =>
    [
        Like("view of another table", "CREATE VIEW v AS SELECT Name FROM Orders", "SELECT * FROM v"),
        Like("view of both tables", "CREATE VIEW v AS SELECT o.Name, p.FullName FROM Orders o JOIN People p ON p.Id = o.PersonId", "SELECT * FROM v"),
        Like("alias", "CREATE VIEW v AS SELECT FullName AS Name, 'Name' AS x FROM People", "SELECT * FROM v"),
        new("other database's table of the name", ["CREATE TABLE OTHER.People (Id int, Name varchar(100))", "CREATE VIEW OTHER.v AS SELECT Name FROM OTHER.People"]) { Use = "SELECT * FROM OTHER.v" },
        new("other database's routine", ["CREATE TABLE OTHER.People (Id int, Name varchar(100))", "CREATE PROCEDURE OTHER.f() SELECT Name FROM People INTO @r"]) { Use = "CALL OTHER.f()" },
        Like("comment", "CREATE PROCEDURE f() BEGIN -- Name of People\n # p.Name\n /* People.Name */ SELECT COUNT(*) FROM People INTO @r; END", Call),
        Like("literal", "CREATE FUNCTION f() RETURNS text READS SQL DATA RETURN (SELECT CONCAT('SELECT Name', \" Name's\", 'it\\'s Name') FROM People LIMIT 1)", Select),
        Like("other table's column by alias", "CREATE FUNCTION f() RETURNS text READS SQL DATA RETURN (SELECT o.Name FROM Orders o JOIN People p ON p.Id = o.PersonId LIMIT 1)", Select),
        Like("other table's column in a subquery", "CREATE FUNCTION f() RETURNS int READS SQL DATA RETURN (SELECT COUNT(*) FROM People WHERE FullName IN (SELECT Name FROM Orders))", Select),
        Like("insert into another table", "CREATE PROCEDURE f() INSERT INTO Orders (Id, Name) SELECT o.Id + 1, p.FullName FROM People p, (SELECT MAX(Id) AS Id FROM Orders) o", Call),
        Like("variable of the name", "CREATE PROCEDURE f() BEGIN SET @Name = 1; SELECT COUNT(*) INTO @Name FROM People; END", Call),
        Like("text that it runs about another table", "CREATE PROCEDURE f() BEGIN SELECT COUNT(*) FROM People INTO @n; PREPARE s FROM 'SELECT Name FROM Orders INTO @r'; EXECUTE s; END", Call),
        Like("trigger that does not look at it", "CREATE TRIGGER t BEFORE UPDATE ON People FOR EACH ROW SET NEW.FullName = TRIM(NEW.FullName)", "UPDATE People SET FullName = 'x'"),
        Like("trigger of another table about its own", "CREATE TRIGGER t BEFORE UPDATE ON Orders FOR EACH ROW SET NEW.Name = (SELECT MAX(FullName) FROM People)", "UPDATE Orders SET PersonId = 2"),
        Like("event about another table", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO UPDATE Orders SET Name = '' WHERE Id = 0", "UPDATE Orders SET Name = '' WHERE Id = 0"),
        Like("check about another column", "ALTER TABLE People ADD CONSTRAINT c CHECK (FullName <> 'Name')", "UPDATE People SET FullName = 'x'"),
        Like("default that is a value", "ALTER TABLE People ADD d varchar(100) DEFAULT 'Name'", "UPDATE People SET d = DEFAULT"),
    ];

    private static PlantedObject Procedure(string title, string body) => new(title, ["CREATE PROCEDURE f() " + body], ("procedure OURS.f", Fate.Breaks)) { Use = Call };

    private static PlantedObject Like(string title, string create, string use) => new(title, [create]) { Use = use };
}
