using Microsoft.EntityFrameworkCore;

namespace Shop;

/// <summary>How the shop's context is configured on MySQL or MariaDB.</summary>
public static class PomeloShop
{
    public static ShopContext Open(string connectionString) => new(new DbContextOptionsBuilder<ShopContext>()
        .UseMySql(connectionString, ServerVersion.AutoDetect(connectionString))
        .UsePhasedMigrations()
        .Options);
}
