namespace Microsoft.EntityFrameworkCore;

internal static class WithoutEfPhased
{
    // V2's Program.cs calls this; here it is plain EF Core that migrates.
    public static DbContextOptionsBuilder UsePhasedMigrations(this DbContextOptionsBuilder options) => options;
}
