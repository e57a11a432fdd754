using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Shop.App;

public class EfSql(ShopContext db)
{
    public IQueryable<Customer> Raw() => db.Customers.FromSqlRaw("SELECT \"Id\", \"Name\" FROM \"Customers\""); //! Sql certain

    public IQueryable<Customer> Interpolated(string n) =>
        db.Customers.FromSqlInterpolated($"SELECT \"Id\" FROM \"Customers\" WHERE \"Name\" = {n}"); //! Sql certain

    public IQueryable<Customer> Star(string n) => db.Customers.FromSql($"SELECT * FROM \"Customers\" WHERE \"Id\" > {n}"); //? SelectStar possible

    public Task<int> Execute(string n) => db.Database.ExecuteSqlAsync($"UPDATE \"Customers\" SET \"Name\" = {n}"); //! Sql certain

    public int ExecuteRaw() => db.Database.ExecuteSqlRaw("""
        UPDATE "Customers" c
        SET "FullName" = c."Name" //! Sql certain
        FROM "Orders" o
        WHERE o."CustomerId" = c."Id"
        """);

    public int ExecuteRaw2() => db.Database.ExecuteSqlRaw("""
        DELETE FROM "Customers"
            WHERE "Name" = '' //! Sql certain
        """);

    public IQueryable<string> Scalars() => db.Database.SqlQuery<string>($"SELECT c.\"Name\" AS \"Value\" FROM \"Customers\" AS c"); //! Sql certain

    public IQueryable<string> ScalarsRaw() => db.Database.SqlQueryRaw<string>(@"
        SELECT ""Name"" AS ""Value"" FROM ""Customers"""); //! Sql certain

    public int Joined() => db.Database.ExecuteSqlRaw("SELECT \"Name\" FROM \"Customers\" c JOIN \"Orders\" o ON o.\"CustomerId\" = c.\"Id\""); //! Sql likely

    public int NotJoined() => db.Database.ExecuteSqlRaw("SELECT o.\"Name\" FROM \"Customers\" c JOIN \"Orders\" o ON o.\"CustomerId\" = c.\"Id\"");

    public int Snake() => db.Database.ExecuteSqlRaw("select NICK from People where town = 'nick'"); //! Sql certain people.nick

    public int Schema() => db.Database.ExecuteSqlRaw("SELECT sum(i.\"Total\") FROM sales.\"Invoices\" i"); //! Sql certain Invoices.Total

    public int Gone() => db.Database.ExecuteSqlRaw("DELETE FROM legacy_orders WHERE id < 5"); //! Table certain legacy_orders

    public int Moved() => db.Database.ExecuteSqlRaw("INSERT INTO archive SELECT * FROM \"Customers\""); //! SelectStar certain

    public int Blind() => db.Database.ExecuteSqlRaw("INSERT INTO \"Customers\" VALUES (1, 'a')"); //! SelectStar certain
}
