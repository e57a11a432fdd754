namespace EfPhased.Testing.Oracles;

/// <summary>Which versions of the application run in a state of the database.</summary>
[Flags]
public enum RunningVersions
{
    /// <summary>Before Expand is complete.</summary>
    Old = 1,

    /// <summary>After Contract.</summary>
    New = 2,

    Both = Old | New,
}
