using System.Collections.Generic;
using System.Data;
using Dapper;

namespace Shop.App;

public class DapperCalls(IDbConnection connection)
{
    public IEnumerable<Customer> All() => connection.Query<Customer>("SELECT c.\"Id\", c.\"Name\" FROM \"Customers\" c"); //! Sql certain

    public IEnumerable<Customer> Star() => connection.Query<Customer>("SELECT * FROM \"Customers\""); //! SelectStar likely

    public IEnumerable<Customer> AliasStar() => connection.Query<Customer>(
        sql: "SELECT k.*, o.\"Id\" FROM \"Orders\" o LEFT JOIN \"Customers\" k ON k.\"Id\" = o.\"CustomerId\"", //! SelectStar likely
        param: null);

    public int Update(string name) => connection.Execute("UPDATE \"Customers\" SET \"Name\" = @name WHERE \"Id\" = 1", new { name }); //! Sql certain

    public int Command() => connection.Execute(new CommandDefinition("DELETE FROM \"Customers\" WHERE \"Name\" IS NULL")); //! Sql certain

    public int Insert(Customer c) => connection.Execute(
        """
        INSERT INTO public."Customers" ("Id", "FullName",
            "Name") //! Sql certain
        VALUES (@Id, @FullName, @Name)
        """, c);

    public int Several() => connection.Execute("BEGIN; UPDATE \"Products\" SET \"Name\" = ''; UPDATE \"Customers\" SET \"Name\" = ''; COMMIT"); //! Sql certain

    public int Subquery() => connection.Execute("UPDATE \"Orders\" SET \"Name\" = (SELECT \"Name\" FROM \"Customers\" k WHERE k.\"Id\" = \"CustomerId\")"); //! Sql certain

    public int Returning() => connection.Execute("INSERT INTO \"Customers\" (\"FullName\") VALUES ('x') RETURNING \"Name\""); //! Sql certain

    public int ReturningStar() => connection.Execute("UPDATE \"Customers\" SET \"Email\" = '' RETURNING *"); //! SelectStar likely

    public int Conflict() => connection.Execute("INSERT INTO \"Customers\" (\"Id\") VALUES (1) ON CONFLICT (\"Id\") DO UPDATE SET \"Name\" = EXCLUDED.\"Email\""); //! Sql certain

    public int Lateral() => connection.Execute("SELECT x.\"N\" FROM \"Customers\" c, LATERAL (SELECT c.\"Name\" AS \"N\") x"); //! Sql certain

    public int Derived() => connection.Execute("SELECT d.\"Name\" FROM (SELECT * FROM \"Customers\") d"); //! SelectStar likely & Sql certain

    public int Window() => connection.Execute("SELECT row_number() OVER (PARTITION BY c.\"Name\" ORDER BY c.\"Id\") FROM \"Customers\" c"); //! Sql certain
}
