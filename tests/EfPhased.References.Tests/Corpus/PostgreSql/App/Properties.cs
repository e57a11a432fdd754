using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Shop.App;

public class Properties(ShopContext db)
{
    public IQueryable<string> Read() => db.Customers.Select(c => c.Name); //! Property certain

    public IQueryable<Customer> Filter(string text) =>
        from c in db.Customers
        where c.Name == text          //! Property certain
        orderby c.FullName, c . /* the old one */ Name descending    //! Property certain
        select c;

    public Customer Create() => new Customer { Id = 1, Name = "x", FullName = "x" }; //! Property certain

    public Customer TargetTyped()
    {
        Customer c = new() { Name = "y" }; //! Property certain
        c.Name += "z"; //! Property certain
        return c;
    }

    public bool Pattern(object o) => o is Customer { Name: "x" }; //! Property certain

    public bool Nested(Order o) => o is { Customer.Name: { Length: > 3 } }; //! Property certain

    public string Switch(Customer c) => c switch
    {
        { Name: "a" } => "first", //! Property certain
        { FullName: var f } => f,
    };

    public string Key() => nameof(Customer.Name); //! Property certain

    public string? Conditional(Customer? c) => c?.Name; //! Property certain

    public string? Deep(Order? o) => o?.Customer?.Name?.Trim(); //! Property certain

    public object Anonymous(Customer c) => new { c.Name, c.Id }; //! Property certain

    public string Derived(VipCustomer vip) => vip.Name; //! Property certain

    public string Escaped(Customer c) => c.\u004eame; //! Property certain

    public string Verbatim(Customer c) => c.@Name; //! Property certain

    public string Generic<T>(T c) where T : Customer => c.Name; //! Property certain

    public string Interpolated(Customer c) => $"Dear {c.Name}"; //! Property certain

    public Expression<Func<Customer, object>> Lambda() => x => x.Name; //! Property certain

    public string Dynamic(dynamic d) => d.Name; //? Property possible

    public string Interface(INamed n) => n.Name; //? Property possible

    public (string, string) Tuple(Customer c) => (c.Name, c.FullName); //! Property certain

    public void Group()
    {
        var names = db.Customers.GroupBy(c => c.Name).Select(g => g.Key); //! Property certain
        foreach (var (name, id) in db.Customers.AsEnumerable().Select(c => (c.Name, c.Id))) //! Property certain
            Console.WriteLine(name + id + names);
    }

    public decimal Inherited(Invoice i) => i.Total; //! Property certain Invoices.Total

    public decimal Base(Document d) => d.Total; //? Property possible Invoices.Total

    public decimal Sibling(Offer o) => o.Total;
}
