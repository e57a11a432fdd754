namespace EfPhased;

/// <summary>Errors about tables that the server keeps in partitions, and about tombstones: EFP2050 to EFP2059.</summary>
internal static partial class Errors
{
    public static PhasedException Partitioned(string table, string what, string instead) => new(
        "EFP2050",
        $"'{table}' is partitioned, and the server cannot add {what} without a lock that grows with the table. Nothing was changed. {instead}.");

    public static PhasedException UniqueOverPartitions(string table, string index, IReadOnlyList<string> columns) => new(
        "EFP2051",
        $"'{table}' is partitioned by {string.Join(", ", columns)}, which '{index}' does not have: the server can keep values unique within one partition "
        + "only. Nothing was changed. Add these columns to the index, or leave the rule to the application.");

    public static PhasedException PartitionedScript(string table, string change) => new(
        "EFP2053",
        $"'{table}' or another table of this script is partitioned, and which statements build an index of it depends on its partitions. Nothing was "
        + $"changed. Run this phase of '{change}' with dotnet ef-phased apply.");

    public static PhasedException TombstoneGone(string change, string what, string name) => new(
        "EFP2054",
        $"'{change}' cannot be taken back: '{what}' was kept as '{name}', and dropped when its time had passed. Nothing was changed. Restore it from a "
        + "backup under that name, then run the same command again.");

    public static PhasedException PartitionsKeepComing(string table, string index) => new(
        "EFP2052",
        $"Partitions were attached to '{table}' while '{index}' was built, and have no such index. Run the same command again: it goes on with those.");
}
