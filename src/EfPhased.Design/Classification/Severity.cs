namespace EfPhased.Design.Classification;

/// <summary>How much a finding matters.</summary>
internal enum Severity
{
    /// <summary>Nothing to say.</summary>
    None,

    Note,

    Warning,

    Error,
}
