namespace EfPhased.Dialects;

/// <summary>
/// One checked statement about a server: the lock that an operation takes, what waits for it and how long it holds.
/// </summary>
/// <param name="Id">The row of the fact catalog, such as PG-01.</param>
/// <param name="Kind">The kind of operation that the row is about.</param>
/// <param name="Lock">The strongest lock on the table, or the algorithm, in the server's own words; the error if it refuses.</param>
/// <param name="Blocks">What waits while the lock is held.</param>
/// <param name="Work">What the server does meanwhile.</param>
/// <param name="Source">Where it is documented.</param>
/// <param name="VerifiedOn">The servers on which a test has seen it, or <see cref="DocumentationOnly"/>.</param>
internal sealed record Fact(string Id, OperationKind Kind, string Lock, Blocks Blocks, Work Work, string Source, string VerifiedOn)
{
    /// <summary>No server could be asked.</summary>
    public const string DocumentationOnly = "documentation only";

    /// <summary>The only server that it is about; null for every server of the dialect.</summary>
    public DatabaseServer? Server { get; init; }

    /// <summary>The first version that it holds for; null for every supported one before <see cref="Until"/>.</summary>
    public Version? Since { get; init; }

    /// <summary>The first version that it holds for no more; null while it holds.</summary>
    public Version? Until { get; init; }

    /// <summary>The lock on another relation, such as the table that a foreign key refers to.</summary>
    public RelatedLock? Also { get; init; }

    /// <summary>What the lock and the work do not say, for people.</summary>
    public string? Remark { get; init; }

    public string WorkText => Work switch
    {
        Work.None => "no work",
        Work.Metadata => "metadata only",
        Work.Scan => "reads all rows",
        Work.IndexBuild => "builds an index",
        Work.Rewrite => "rewrites the table",
        Work.Refused => "refused by the server",
        Work.Unknown => "unknown",
        _ => "rows in chunks",
    };

    /// <summary>How much it holds up: a refusal first, then the time, then who waits.</summary>
    public (Work, Blocks) Weight => (Work, Blocks);

    public bool HoldsFor(ServerVersion server)
        => (Server is null || Server == server.Server)
            && (Since is null || server.Version >= Since)
            && (Until is null || server.Version < Until);
}
