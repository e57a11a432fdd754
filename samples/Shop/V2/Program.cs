using Microsoft.EntityFrameworkCore;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<ShopContext>(options => options
    .UseNpgsql(builder.Configuration.GetConnectionString("Shop"))
    .UsePhasedMigrations());

var app = builder.Build();
app.MapCustomers();
app.MapOrders();
app.MapGet("/healthz", async (ShopContext db) =>
    await db.Database.CanConnectAsync() ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
app.Run();
