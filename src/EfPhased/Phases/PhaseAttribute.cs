namespace EfPhased;

/// <summary>
/// Marks a migration as one phase of a change. The three migrations of a change carry the same name.
/// </summary>
/// <param name="phase">The phase that the migration carries out.</param>
/// <param name="change">The name of the change, as given to <c>dotnet ef-phased add</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PhaseAttribute(Phase phase, string change) : Attribute
{
    public Phase Phase { get; } = phase;

    public string Change { get; } = change;
}
