using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Shop.App;

public class Customer
{
    public int Id { get; set; }

    public string Name { get; set; } = ""; //! Property certain
}

public class Queries(DbContext db, IDbCommand command)
{
    public int Backticks() => db.Database.ExecuteSqlRaw("SELECT `Name` FROM `Customers`"); //! Sql certain

    public int AnyCase() => db.Database.ExecuteSqlRaw("select name from customers"); //! Sql certain

    public int Literal() => db.Database.ExecuteSqlRaw("SELECT \"Name\" FROM `Customers`");

    public int Database() => db.Database.ExecuteSqlRaw("SELECT c.Name FROM shop.Customers c"); //! Sql likely

    public int Duplicate() => db.Database.ExecuteSqlRaw("INSERT INTO Customers (Id) VALUES (1) ON DUPLICATE KEY UPDATE Name = VALUES(Name)"); //! Sql certain & Sql certain

    public int Update() => db.Database.ExecuteSqlRaw("UPDATE Customers c JOIN Orders o ON o.CustomerId = c.Id SET c.Name = o.Name"); //! Sql certain

    public int OtherUpdate() => db.Database.ExecuteSqlRaw("UPDATE Customers c JOIN Orders o ON o.CustomerId = c.Id SET o.Name = 'x'");

    public int Comment() => db.Database.ExecuteSqlRaw("SELECT Id # Name\nFROM Customers");

    public int Json() => db.Database.ExecuteSqlRaw("SELECT data->'$.Name', JSON_VALUE(data, '$.Name') FROM Customers");

    public int Variable() => db.Database.ExecuteSqlRaw("SELECT @Name := Id FROM Customers");

    public void Text() => command.CommandText = "DELETE FROM Customers WHERE Name = 'it\\'s' LIMIT 1"; //! Sql certain

    public int Replace() => db.Database.ExecuteSqlRaw("REPLACE INTO Customers VALUES (1, 'x')"); //! SelectStar certain

    public int Gone() => db.Database.ExecuteSqlRaw("SELECT 1 FROM Legacy_Orders"); //! Table certain legacy_orders

    public string English() => "Select a name from Customers list";

    public string Heading() => "Name of Customers";
}
