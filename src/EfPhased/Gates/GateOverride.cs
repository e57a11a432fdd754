namespace EfPhased.Gates;

/// <summary>
/// Somebody's decision to contract although a condition refuses.
/// </summary>
/// <param name="Condition">The condition's name.</param>
/// <param name="Reason">Why; it is journaled and shown ever after.</param>
internal sealed record GateOverride(string Condition, string Reason)
{
    /// <exception cref="PhasedException">EFP1007: there is no such condition, or it cannot be overridden, or the reason is missing.</exception>
    public static IReadOnlyList<GateOverride> From(IReadOnlyList<string> conditions, string? reason)
    {
        if (conditions.Count == 0)
            return [];
        if (string.IsNullOrWhiteSpace(reason))
            throw Errors.BadOverride($"An override of '{conditions[0]}' needs a reason: add --reason \"...\".");
        return [.. conditions.Select(c => new GateOverride(Checked(c), reason.Trim()))];
    }

    // What comes before contract is what contract is built on: without it, its statements fail or destroy what was never copied.
    private static string Checked(string name) => GateConditions.Find(name) switch
    {
        null => throw Errors.BadOverride($"There is no condition '{name}'. There are: {GateConditions.Names}."),
        OrderCondition => throw Errors.BadOverride("The condition 'order' cannot be overridden: apply the earlier phases."),
        var condition => condition.Name,
    };
}
