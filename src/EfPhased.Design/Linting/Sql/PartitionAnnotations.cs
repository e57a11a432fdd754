namespace EfPhased.Design.Linting.Sql;

/// <summary>What raw SQL says of partitions and EF Core's operations have no place for.</summary>
internal static class PartitionAnnotations
{
    /// <summary>CREATE TABLE … PARTITION BY.</summary>
    public const string Partitioned = "EfPhased:Partitioned";

    /// <summary>CREATE INDEX … ON ONLY.</summary>
    public const string Only = "EfPhased:Only";
}
