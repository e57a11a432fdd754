namespace EfPhased.Gates;

/// <summary>
/// The conditions in the order in which they are shown. A new one is a file beside this and a line here.
/// </summary>
internal static class GateConditions
{
    public static readonly IReadOnlyList<IGateCondition> All =
    [
        new OrderCondition(),
        new DataCondition(),
        new DatabaseObjectsCondition(),
        new CodeCondition(),
        new InstancesCondition(),
        new StatementsCondition(),
        new LastWriteCondition(),
        new SoakCondition(),
        new BackupCondition(),
    ];

    public static string Names => string.Join(", ", All.Select(c => Key(c.Name)));

    /// <summary>A condition by its name, written with spaces or hyphens; null where there is none.</summary>
    public static IGateCondition? Find(string name)
        => All.FirstOrDefault(c => string.Equals(Key(c.Name), Key(name.Trim()), StringComparison.OrdinalIgnoreCase));

    /// <summary>The name as it is written on a command line.</summary>
    public static string Key(string name) => name.Replace(' ', '-');
}
