using Microsoft.EntityFrameworkCore;

namespace Shop;

public record OrderInput(int CustomerId, int ProductId, int Quantity);

public record OrderView(int Id, int CustomerId, string CustomerName, string Product, int Quantity, decimal Total);

public static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapPost("/orders", async (OrderInput input, ShopContext db) =>
        {
            var order = new Order { CustomerId = input.CustomerId, ProductId = input.ProductId, Quantity = input.Quantity };
            db.Orders.Add(order);
            await db.SaveChangesAsync();
            return Results.Created($"/orders/{order.Id}", new { order.Id });
        });

        app.MapGet("/orders/{id:int}", async (int id, ShopContext db) =>
            await View(db.Orders.Where(o => o.Id == id)).SingleOrDefaultAsync() is { } order ? Results.Ok(order) : Results.NotFound());

        app.MapGet("/customers/{id:int}/orders", async (int id, ShopContext db) =>
            await View(db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Id)).ToListAsync());
    }

    private static IQueryable<OrderView> View(IQueryable<Order> orders) => orders.Select(o =>
        new OrderView(o.Id, o.CustomerId, o.Customer!.Name, o.Product!.Name, o.Quantity, o.Quantity * o.Product.Price));
}
