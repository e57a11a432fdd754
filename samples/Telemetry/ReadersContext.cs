using Microsoft.EntityFrameworkCore;

namespace Readers;

public class ReadersContext(DbContextOptions<ReadersContext> options) : DbContext(options)
{
    public DbSet<Reader> Readers => Set<Reader>();
    public DbSet<Mail> Mails => Set<Mail>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Reader>().Property(r => r.FullName).HasMaxLength(200);
        modelBuilder.Entity<Mail>().HasIndex(m => m.SentAt);
    }
}

public class Reader
{
    public int Id { get; set; }
    public required string FullName { get; set; }
    public int Visits { get; set; }
}

public class Mail
{
    public int Id { get; set; }
    public DateTime? SentAt { get; set; }
}
