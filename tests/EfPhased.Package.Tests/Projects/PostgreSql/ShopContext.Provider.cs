using Microsoft.EntityFrameworkCore;

namespace Shop;

public sealed partial class ShopContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options)
        => options.UseNpgsql(Environment.GetEnvironmentVariable("SHOP_CONNECTION")).UsePhasedMigrations();
}
