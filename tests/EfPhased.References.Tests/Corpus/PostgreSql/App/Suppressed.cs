using System.Linq;

namespace Shop.App;

public class Suppressed(ShopContext db)
{
    // ef-phased:ignore read by the export until June
    public IQueryable<string> Above() => db.Customers.Select(c => c.Name); //! Property certain Customers.Name suppressed

    public IQueryable<string> Beside() => db.Customers.Select(c => c.Name); /* ef-phased:ignore the same */ //! Property certain Customers.Name suppressed

    // ef-phased:ignore
    public IQueryable<string> NoReason() => db.Customers.Select(c => c.Name); //! Property certain

    public string Many()
    {
        // ef-phased:ignore the statement goes with the export
        var sql = """
            SELECT "Id",
                "Name" //! Sql likely Customers.Name suppressed
            FROM "Customers"
            """;
        return sql;
    }

    // ef-phased:ignore nothing to ignore here
    public int Unused() => 0;
}
