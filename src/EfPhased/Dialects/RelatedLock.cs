namespace EfPhased.Dialects;

/// <summary>The lock that an operation takes on something else than its own table.</summary>
/// <param name="Relation">What is locked too, such as "the referenced table".</param>
/// <param name="Lock">The lock in the server's own words.</param>
internal sealed record RelatedLock(string Relation, string Lock);
