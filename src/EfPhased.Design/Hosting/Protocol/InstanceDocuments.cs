namespace EfPhased.Design.Hosting.Protocol;

/// <summary>Who works with the database.</summary>
/// <param name="HasRegistered">False where no instance has ever registered.</param>
/// <param name="Instances">The registered instances, last seen first.</param>
/// <param name="Untagged">Sessions that carry no tag and belong to no registered instance.</param>
/// <param name="Hidden">What the user may not see; null where it sees all.</param>
internal sealed record InstancesDocument(
    bool HasRegistered, IReadOnlyList<InstanceDocument> Instances, IReadOnlyList<UntaggedDocument> Untagged, string? Hidden);

/// <param name="Model">The fingerprint of the model, as it stands in the tag of the instance's sessions.</param>
/// <param name="HoldsBack">Changes whose contract waits for this instance: its model still maps what goes.</param>
internal sealed record InstanceDocument(
    string Id, string Application, string Version, string Context, string Host, int ProcessId, string? Client, string User, string? LastMigration,
    string Model, bool IsTagged, bool IsAlive, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, IReadOnlyList<string> HoldsBack);

internal sealed record UntaggedDocument(string User, string Application, string Client, int Sessions, string FirstSession);
