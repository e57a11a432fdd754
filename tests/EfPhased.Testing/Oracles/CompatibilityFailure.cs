namespace EfPhased.Testing.Oracles;

/// <param name="State">Of the database, as the test names it.</param>
/// <param name="Model">"old" or "new": the version whose operation failed.</param>
public sealed record CompatibilityFailure(string State, string Model, string Operation, string Entity, string? Property, string Message)
{
    public override string ToString() =>
        $"[{State}] {Model} model, {Operation}: {Entity}{(Property is null ? "" : $".{Property}")}: {Message}";
}
