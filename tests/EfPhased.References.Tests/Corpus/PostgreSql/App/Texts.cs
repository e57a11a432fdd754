using System.Collections.Generic;
using System.Data;
using System.Text;
using Dapper;

namespace Shop.App;

public class Texts(IDbConnection connection, bool old)
{
    private const string Select = "SELECT ";
    private const string Column = "\"Name\"";
    private static readonly string From = " FROM \"Customers\"";
    private readonly string complete = Select + Column + From; //! Sql certain
    private const string Split = "\"Na" + "me\"";

    public int Concatenated() => connection.Execute("SELECT \"Id\", " + "\"Name\"" + " FROM " + "\"Customers\""); //! Sql certain

    public int Constants() => connection.Execute(Select + Column + From); //! Sql certain

    public int Field() => connection.Execute(complete);

    public int SplitUp() => connection.Execute("SELECT " + Split + " FROM \"Customers\" /* Name */"); //! Sql certain

    public int Hole(string where) => connection.Execute($"SELECT \"Name\" FROM \"Customers\" WHERE {where}"); //! Sql certain

    public int TableHole(string schema) => connection.Execute($"SELECT \"Name\" FROM {schema}.\"Customers\""); //! Sql likely

    public int AliasHole(string a) => connection.Execute($"SELECT {a}.\"Name\" FROM \"Customers\" {a}"); //! Sql likely

    public int Other() => connection.Execute($"SELECT \"{Names.NameColumn}\" FROM \"{Names.Table}\""); //! Sql certain

    public int OtherTable() => connection.Execute($"SELECT \"{Names.Elsewhere}\" FROM \"Products\"");

    public int OtherQuoted() => connection.Execute("UPDATE " + Names.Quoted + " SET \"" + Names.NameColumn + "\" = ''"); //! Sql certain

    public int OtherList() => connection.Execute($"SELECT {Names.List} FROM {Names.Quoted} c"); //! Sql certain

    public int OtherStar() => connection.Execute($"SELECT * FROM {Names.Quoted}"); //! SelectStar likely

    public int OtherWhole() => connection.Execute(Names.Whole);

    public int OtherTail() => connection.Execute("SELECT 1 FROM \"Customers\" c WHERE true" + Names.Tail); //! Sql certain

    public int Nameof() => connection.Execute($"SELECT \"{nameof(Customer.Name)}\" FROM \"Customers\""); //! Property certain & Sql certain

    public int Formatted() => connection.Execute(string.Format("SELECT {0} FROM {1} WHERE {{x}} = {2}", "\"Name\"", "\"Customers\"", 5)); //! Sql certain

    public int FormattedHole(int id) => connection.Execute(string.Format("SELECT \"Name\" FROM \"Customers\" WHERE \"Id\" = {0}", id)); //! Sql certain

    public int Joined() => connection.Execute("SELECT " + string.Join(", ", "\"Id\"", "\"Name\"") + " FROM \"Customers\""); //! Sql certain

    public int JoinedArray()
    {
        var columns = new[] { "\"Id\"", "\"Name\"" }; //! Sql certain
        return connection.Execute("INSERT INTO \"Customers\" (" + string.Join(",", columns) + ") VALUES (1, '')");
    }

    public int Concat() => connection.Execute(string.Concat("SELECT ", "\"Name\"", " FROM ", "\"Customers\"")); //! Sql certain

    public int Local()
    {
        var sql = "SELECT \"Name\" FROM \"Customers\""; //! Sql certain
        return connection.Execute(sql);
    }

    public int Appended(bool all)
    {
        var sql = "SELECT c.\"Id\" FROM \"Customers\" c WHERE true";
        if (!all)
            sql += " AND c.\"Name\" <> ''"; //! Sql certain
        sql += " LIMIT 5";
        return connection.Execute(sql);
    }

    public int Reassigned()
    {
        string sql;
        if (old)
            sql = "SELECT \"Name\" FROM \"Customers\""; //! Sql certain
        else
            sql = "SELECT \"FullName\" FROM \"Customers\"";
        return connection.Execute(sql);
    }

    public int Choice() => connection.Execute("SELECT " + (old ? "\"Name\"" : "\"FullName\"") + " FROM \"Customers\""); //! Sql certain

    public int Switch(int kind) => connection.Execute("SELECT \"Id\" FROM \"Customers\" ORDER BY " + kind switch
    {
        0 => "\"Name\"", //! Sql certain
        _ => "\"Id\"",
    });

    public int Builder()
    {
        var sql = new StringBuilder();
        sql.Append("SELECT \"Id\", ");
        sql.AppendLine("\"Name\""); //! Sql certain
        sql.Append("FROM \"Customers\"");
        return connection.Execute(sql.ToString());
    }

    public int Chained() => connection.Execute(new StringBuilder("SELECT ")
        .Append("\"Name\"") //! Sql certain
        .Append(" FROM ").Append("\"Customers\"")
        .ToString());

    public int BuilderOfOther()
    {
        var sql = new StringBuilder("SELECT ");
        sql.Append("\"Name\"").Append(" FROM \"Products\"");
        return connection.Execute(sql.ToString());
    }

    public int ManyTerms() => connection.Execute(
        "SELECT " + "c.\"Id\"" + "," + "1" + "," + "2" + "," + "3" + "," + "4" + "," + "5" + "," + "6" + "," + "7" + "," + "8" + "," + "9" +
        "," + "11" + "," + "12" + "," + "13" + "," + "14" + "," + "15" + "," + "16" + "," + "17" + "," + "18" + "," + "19" + "," +
        "c.\"Name\" " + //! Sql certain
        "FROM " +
        "\"Customers\" c");

    public int Bytes() => "SELECT \"Name\" FROM \"Customers\""u8.Length; //! Sql likely

    public int Verbatim() => connection.Execute(@"
        select ""Id"",
               ""Name"" -- here //! Sql certain
          from ""Customers""
    ");

    public int Raw() => connection.Execute(
        $$"""
            SELECT "Id", '{"a": 1}'
                 , "Name" //! Sql certain
            FROM "Customers" WHERE "Id" = {{old}}
            """);

    public int Escaped() => connection.Execute("SELECT \"\u004eame\" FROM \"Customers\""); //! Sql certain

    public int Replaced() => connection.Execute("SELECT \"Name\" FROM $table".Replace("$table", "\"Customers\"")); //! Sql certain

    public int Trimmed() => connection.Execute("   SELECT \"Name\" FROM \"Customers\" ".Trim()); //! Sql certain

    public int Resource() => connection.Execute(Queries.ByName);

    public int ResourcePart() => connection.Execute("SELECT " + Queries.Columns + " FROM \"Customers\""); //! Sql certain

    public int Helper() => connection.Execute("SELECT " + ColumnList() + " FROM \"Customers\""); //! Sql certain

    private static string ColumnList() => "\"Id\", \"Name\"";

    public int Statement() => Run("UPDATE \"Customers\" SET \"Name\" = NULL"); //! Sql certain

    public int Passed() => Log("UPDATE \"Customers\" SET \"Name\" = NULL"); //! Sql likely

    private int Run(string sql) => connection.Execute(sql);

    private static int Log(string message) => message.Length;
}
