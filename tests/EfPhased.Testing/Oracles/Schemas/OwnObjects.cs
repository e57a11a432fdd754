namespace EfPhased.Testing.Oracles.Schemas;

/// <summary>
/// Tells the migration bookkeeping from the application's schema. A trigger on the application's table is never
/// bookkeeping: one that is left behind must show.
/// </summary>
/// <param name="IsTable">By table name.</param>
/// <param name="IsSchema">By schema name.</param>
/// <param name="IsRoutine">By name of a function or procedure.</param>
public sealed record OwnObjects(Func<string, bool> IsTable, Func<string, bool> IsSchema, Func<string, bool> IsRoutine)
{
    public static OwnObjects Default { get; } = new(IsBookkeeping, IsBookkeeping, IsBookkeeping);

    private static bool IsBookkeeping(string name) =>
        name.StartsWith("__EF", StringComparison.OrdinalIgnoreCase) || name.StartsWith("efphased", StringComparison.OrdinalIgnoreCase);
}
