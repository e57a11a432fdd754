using Microsoft.EntityFrameworkCore;

namespace Shop;

public record CustomerInput(string FullName, string Email, int LoyaltyPoints);

public static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder app)
    {
        var customers = app.MapGroup("/customers");

        customers.MapGet("/", async (string fullName, ShopContext db) =>
            await db.Customers.AsNoTracking().Where(c => c.FullName == fullName).OrderBy(c => c.Id).Take(50).ToListAsync());

        customers.MapGet("/{id:int}", async (int id, ShopContext db) =>
            await db.Customers.FindAsync(id) is { } customer ? Results.Ok(customer) : Results.NotFound());

        customers.MapPost("/", async (CustomerInput input, ShopContext db) =>
        {
            var customer = new Customer { FullName = input.FullName, Email = input.Email, LoyaltyPoints = input.LoyaltyPoints };
            db.Customers.Add(customer);
            await db.SaveChangesAsync();
            return Results.Created($"/customers/{customer.Id}", customer);
        });

        customers.MapPut("/{id:int}", async (int id, CustomerInput input, ShopContext db) =>
        {
            if (await db.Customers.FindAsync(id) is not { } customer)
                return Results.NotFound();

            customer.FullName = input.FullName;
            customer.Email = input.Email;
            customer.LoyaltyPoints = input.LoyaltyPoints;
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
