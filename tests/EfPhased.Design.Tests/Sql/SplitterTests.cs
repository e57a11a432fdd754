using EfPhased.Design.Linting.Sql;
using EfPhased.References;

namespace EfPhased.Design.Tests.Sql;

/// <summary>A text is cut where the server would cut it, and nowhere else.</summary>
public sealed class SplitterTests
{
    [Theory]
    [InlineData("SELECT 1; SELECT 2", "SELECT 1|SELECT 2")]
    [InlineData("SELECT ';' ; SELECT 2;", "SELECT ';'|SELECT 2")]
    [InlineData("SELECT 'it''s;' ; SELECT 2", "SELECT 'it''s;'|SELECT 2")]
    [InlineData("SELECT E'\\';' ; SELECT 2", "SELECT E'\\';'|SELECT 2")]
    [InlineData("SELECT \"a;b\" FROM t; SELECT 2", "SELECT \"a;b\" FROM t|SELECT 2")]
    [InlineData("-- one; two\nSELECT 1; /* a; /* nested; */ */ SELECT 2", "SELECT 1|SELECT 2")]
    [InlineData("DO $$ BEGIN a; b; END $$; SELECT 2", "DO $$ BEGIN a; b; END $$|SELECT 2")]
    [InlineData("DO $x$ BEGIN '$$;'; END $x$", "DO $x$ BEGIN '$$;'; END $x$")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END|SELECT 3")]
    [InlineData("UPDATE t SET a = 'größe; 漢字; 😀'; SELECT 'ß'", "UPDATE t SET a = 'größe; 漢字; 😀'|SELECT 'ß'")]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3", "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)|SELECT 3")]
    [InlineData(" ;; \n-- nothing\n", "")]
    public void PostgreSql(string text, string statements) => Assert.Equal(statements, Cut(text, SqlFlavor.PostgreSql));

    [Theory]
    [InlineData("SELECT 'a\\';b'; SELECT \"x;y\"", "SELECT 'a\\';b'|SELECT \"x;y\"")]
    [InlineData("SELECT `a;b` FROM t; # one; two\nSELECT 2", "SELECT `a;b` FROM t|SELECT 2")]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.x IS NULL THEN SET NEW.x = 1; END IF; SET NEW.y = 2; END; SELECT 1",
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.x IS NULL THEN SET NEW.x = 1; END IF; SET NEW.y = 2; END|SELECT 1")]
    [InlineData("CREATE PROCEDURE p() BEGIN WHILE a DO SET a = CASE WHEN b THEN 1 ELSE 2 END; END WHILE; END; SELECT 1",
        "CREATE PROCEDURE p() BEGIN WHILE a DO SET a = CASE WHEN b THEN 1 ELSE 2 END; END WHILE; END|SELECT 1")]
    [InlineData("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nDELIMITER ;\nSELECT 2;", "CREATE PROCEDURE p() BEGIN SELECT 1; END|SELECT 2")]
    [InlineData("CREATE TABLE event (`begin` int, a int); SELECT 1", "CREATE TABLE event (`begin` int, a int)|SELECT 1")]
    public void MySql(string text, string statements) => Assert.Equal(statements, Cut(text, SqlFlavor.MySql));

    [Fact]
    public void The_line_of_a_statement_is_that_of_its_first_word()
        => Assert.Equal([1, 4], SqlSplitter.Split("\nSELECT 1;\n-- a comment\n\nSELECT 2", SqlFlavor.PostgreSql).Select(s => s.Line));

    private static string Cut(string text, SqlFlavor flavor) => string.Join('|', SqlSplitter.Split(text, flavor).Select(s => s.Text));
}
