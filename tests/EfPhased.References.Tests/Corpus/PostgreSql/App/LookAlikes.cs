using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;

namespace Shop.App;

public class LookAlikes(ShopContext db)
{
    // Name of Customers is not what these are about: Customers.Name
    private const string Label = "Name";

    public string Name { get; set; } = "";

    public IQueryable<string> Products() => db.Products.Select(p => p.Name);

    public Order Order() => new() { Name = "x" };

    public object Dto(Customer c) => new CustomerDto { Name = c.FullName };

    public string Own() => Name + this.Name + Label;

    public string Text() => "Name";

    public string Sentence() => "Customers must have a Name, so select one from the list";

    public string English() => "Please select Name from Customers";

    public void Log(string name) => Console.WriteLine("Update of Customers failed for Name {0}", name);

    public string OtherTable() => "SELECT \"Name\" FROM \"Products\"";

    public string Cte() => "WITH x AS (SELECT \"Id\" AS \"Name\" FROM \"Customers\") SELECT x.\"Name\" FROM x";

    public string Alias() => "SELECT \"FullName\" AS \"Name\" FROM \"Customers\" ORDER BY \"Name\"";

    public string Shadowed() => "SELECT c.\"Name\" FROM \"Products\" c JOIN \"Customers\" k ON k.\"Id\" = c.\"OwnerId\"";

    public string Value() => "SELECT \"Id\" FROM \"Customers\" WHERE \"FullName\" = 'Name'";

    public string Commented() => """
        SELECT "Id" -- "Name"
        FROM "Customers" /* "Name" */
        """;

    public string Json() => "SELECT \"Data\"->>'Name' FROM \"Customers\"";

    public string OtherCase() => "SELECT \"name\", \"NAME\" FROM \"Customers\"";

    public string Function() => "SELECT \"Name\"(\"Id\") FROM \"Customers\"";

    public string Parameter() => "SELECT \"Id\" FROM \"Customers\" WHERE \"FullName\" = @Name";

    public string Counted() => "SELECT count(*) FROM \"Customers\"";

    public string Times() => "SELECT \"Id\" * 2 FROM \"Customers\"";

    public string OtherStar() => "SELECT p.* FROM \"Products\" p JOIN \"Customers\" c ON c.\"Id\" = p.\"Id\"";

    public string Exists() => "SELECT 1 WHERE EXISTS (SELECT * FROM \"Customers\" WHERE \"Id\" = 1)";

    public string Similar() => "SELECT \"NameOfPet\", \"FirstName\", \"Name2\" FROM \"Customers\"";

    public string OtherSchema() => "SELECT \"Total\" FROM archive.\"Invoices\"";

    public string Unquoted() => "SELECT name FROM customers";

    public object Property(Product p) => db.Entry(p).Property("Name").CurrentValue!;

    public string Shadow(Order o) => EF.Property<string>(o, "Name");

    public string Bag(Dictionary<string, string> d) => d["Name"];

    public Type? Reflected() => typeof(Product).GetProperty("Name")?.PropertyType;

    public (string Name, int Id) Tuple() => (Name: "x", Id: 1);

    public object Anonymous() => new { Name = "x" };

    public string Path() => $"/customers/{nameof(Product.Name)}";

    public IQueryable<string> Sorted() => Dynamic.Sort(db.Products, "Name desc");

    public IQueryable<Customer> ByColumn() => db.Customers.OrderBy(c => EF.Property<string>(c, "FullName"));

    private static void Legacy(string legacy_orders) => Console.WriteLine(legacy_orders);
}

public static class Dynamic
{
    public static IQueryable<string> Sort(IQueryable<Product> products, string by) => products.Select(p => p.Name + by);
}

public class CustomerDto
{
    public string Name { get; set; } = "";
}
