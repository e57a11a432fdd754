using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Behaviours;

/// <summary>One property of each kind that a model may have on every server, and a hierarchy in one table.</summary>
public static class KindsModel
{
    public enum Shade : byte
    {
        Light = 1,
        Dark = 7,
    }

    public static void Build(ModelBuilder model)
    {
        model.Entity<Thing>(thing =>
        {
            thing.ToTable("Things");
            thing.Property(t => t.Code).HasMaxLength(3).IsFixedLength();
            thing.Property(t => t.Rate).HasPrecision(5, 5);
            thing.Property(t => t.Made).HasDefaultValueSql("CURRENT_TIMESTAMP");
            thing.Property(t => t.On).HasDefaultValue(true);
            thing.Property<int?>("Hidden");
            thing.Property(t => t.Version).IsConcurrencyToken();
            thing.HasAlternateKey(t => t.Code);
            thing.HasDiscriminator<string>("Kind").HasValue<Box>("box").HasValue<Ball>("ball");
        });
        model.Entity<Box>();
        model.Entity<Ball>();
        model.Entity<Label>(label =>
        {
            label.ToTable("Labels");
            label.HasKey(l => l.Number);
            label.Property(l => l.Number).ValueGeneratedNever();
            label.HasOne<Thing>().WithMany().HasForeignKey(l => l.ThingCode).HasPrincipalKey(t => t.Code).OnDelete(DeleteBehavior.Cascade);
        });
    }

    public abstract class Thing
    {
        public Guid Id { get; set; }
        public string Code { get; set; } = "";
        public decimal Rate { get; set; }
        public DateTime Made { get; set; }
        public bool On { get; set; }
        public bool? Maybe { get; set; }
        public Shade Shade { get; set; }
        public Shade? Other { get; set; }
        public TimeOnly? At { get; set; }
        public TimeSpan Lasts { get; set; }
        public DateOnly Day { get; set; }
        public byte Small { get; set; }
        public float Rough { get; set; }
        public byte[] Data { get; set; } = [];
        public long Version { get; set; }
    }

    public sealed class Box : Thing
    {
        public int? Edges { get; set; }
    }

    public sealed class Ball : Thing
    {
        public double Radius { get; set; }
    }

    public sealed class Label
    {
        public int Number { get; set; }
        public string ThingCode { get; set; } = "";
        public string? Text { get; set; }
    }
}
