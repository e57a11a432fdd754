using Microsoft.EntityFrameworkCore;

namespace Shop;

public record CustomerInput(string Name, string Email, string? Nickname);

public static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder app)
    {
        var customers = app.MapGroup("/customers");

        customers.MapGet("/", async (string name, ShopContext db) =>
            await db.Customers.AsNoTracking().Where(c => c.Name == name).OrderBy(c => c.Id).Take(50).ToListAsync());

        customers.MapGet("/{id:int}", async (int id, ShopContext db) =>
            await db.Customers.FindAsync(id) is { } customer ? Results.Ok(customer) : Results.NotFound());

        customers.MapPost("/", async (CustomerInput input, ShopContext db) =>
        {
            var customer = new Customer { Name = input.Name, Email = input.Email, Nickname = input.Nickname };
            db.Customers.Add(customer);
            await db.SaveChangesAsync();
            return Results.Created($"/customers/{customer.Id}", customer);
        });

        customers.MapPut("/{id:int}", async (int id, CustomerInput input, ShopContext db) =>
        {
            if (await db.Customers.FindAsync(id) is not { } customer)
                return Results.NotFound();

            customer.Name = input.Name;
            customer.Email = input.Email;
            customer.Nickname = input.Nickname;
            await db.SaveChangesAsync();
            return Results.Ok(customer);
        });

        customers.MapDelete("/{id:int}", async (int id, ShopContext db) =>
        {
            if (await db.Customers.FindAsync(id) is not { } customer)
                return Results.NotFound();

            db.Customers.Remove(customer);
            await db.SaveChangesAsync();
            return Results.NoContent();
        });
    }
}
