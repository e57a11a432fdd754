using System.Data;
using System.Data.Common;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Shop.App;

public class PropertyNames(ShopContext db)
{
    private const string Field = "Name";

    public IQueryable<string> Shadow() => db.Customers.Select(c => EF.Property<string>(c, "Name")); //! PropertyName certain

    public IQueryable<int> NoProperty() => db.Set<Order>().Where(o => EF.Property<int>(o, "Rating") > 3).Select(o => o.Id); //! PropertyName certain Orders.Rating

    public IQueryable<string> OfProjection() =>
        db.Customers.Select(c => new CustomerDto { Name = c.FullName }).Select(d => EF.Property<string>(d, "Name"));

    public object? Entry(Customer c) => db.Entry(c).Property("Name").CurrentValue; //! PropertyName certain

    public object? Constant(Customer c) => db.Entry(c).Property(Field).CurrentValue; //! PropertyName certain

    public object? Current(Customer c) => db.Entry(c).CurrentValues["Name"]; //! PropertyName certain

    public object? Original(Customer c) => db.Entry(c).OriginalValues.GetValue<string>("Name"); //! PropertyName certain

    public object? Unknown(EntityEntry e) => e.Property("Name").CurrentValue; //? PropertyName possible

    public object? Nameof(Customer c) => db.Entry(c).Property(nameof(Customer.Name)).CurrentValue; //! Property certain & PropertyName certain

    public object? Reflected() => typeof(Customer).GetProperty("Name"); //! PropertyName likely

    public IQueryable<Customer> Sorted() => System.Linq.Dynamic.Core.DynamicQueryableExtensions.OrderBy(db.Customers, "Name desc"); //! PropertyName likely

    public IQueryable<Product> SortedOthers() => System.Linq.Dynamic.Core.DynamicQueryableExtensions.OrderBy(db.Products, "Name desc");

    public string Reader(DbDataReader r) => (string)r["Name"]; //? PropertyName possible

    public int Ordinal(IDataRecord r) => r.GetOrdinal("Name"); //? PropertyName possible
}

[Index("Name")]
public class Unrelated
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
