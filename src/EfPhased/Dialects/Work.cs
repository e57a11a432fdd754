namespace EfPhased.Dialects;

/// <summary>What the server does, from the least to the most; or that it refuses.</summary>
internal enum Work
{
    None,
    Metadata,
    Rows,
    Scan,
    IndexBuild,
    Rewrite,
    Unknown,
    Refused,
}
