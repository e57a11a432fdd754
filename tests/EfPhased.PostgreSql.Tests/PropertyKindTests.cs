using System.Text.Json;
using EfPhased.Testing.Behaviours;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.PostgreSql.Tests;

public sealed class PropertyKindTests() : PropertyKindBehaviour(PostgreSqlServer.Instance)
{
    protected override void BuildOwn(ModelBuilder model) => model.Entity<Own>(own =>
    {
        own.Property(o => o.Id).UseHiLo();
        own.Property(o => o.Json).HasColumnType("jsonb");
        own.Property(o => o.Xmin).IsRowVersion();
        own.Property(o => o.Twice).HasComputedColumnSql("\"Id\" * 2", stored: true);
        own.Property(o => o.Local).HasColumnType("timestamp without time zone");
    });

    public sealed class Own
    {
        public int Id { get; set; }
        public string Json { get; set; } = "{}";
        public string[] Words { get; set; } = [];
        public List<int>? Numbers { get; set; }
        public DateTimeOffset? Zoned { get; set; }
        public DateTime Local { get; set; }
        public JsonDocument? Document { get; set; }
        public uint Xmin { get; set; }
        public int Twice { get; set; }
    }
}
