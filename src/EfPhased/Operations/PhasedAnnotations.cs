namespace EfPhased;

/// <summary>
/// Annotations that turn an ordinary EF Core operation into its online form.
/// </summary>
public static class PhasedAnnotations
{
    /// <summary>
    /// The operation must neither copy the table nor block readers and writers while it works: an index is built or dropped
    /// CONCURRENTLY on PostgreSQL; on MySQL and MariaDB the ALGORITHM is spelled out so that the server refuses rather than copies.
    /// </summary>
    public const string Online = "EfPhased:Online";

    /// <summary>The constraint is added without looking at existing rows; <c>ValidateConstraint</c> proves them later.</summary>
    public const string NotValid = "EfPhased:NotValid";

    /// <summary>The phase that a hand-written operation of a plain migration belongs to, by name.</summary>
    public const string Phase = "EfPhased:Phase";
}
