namespace EfPhased.Gates.References;

/// <summary>
/// What a scan of the code saw, carried from where the code is to where a contract runs: <c>references.json</c>.
/// </summary>
internal sealed record ReferenceEvidence
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The version of the tool that scanned.</summary>
    public required string Tool { get; init; }

    /// <summary>When it scanned, in UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The folders that it scanned; the first is the one that files are relative to.</summary>
    public required IReadOnlyList<EvidenceSource> Sources { get; init; }

    public required IReadOnlyList<EvidenceChange> Changes { get; init; }

    /// <summary>SHA-256 over everything else in the file; null until it is written.</summary>
    public string? Checksum { get; init; }
}

/// <param name="Folder">The folder, relative to the first.</param>
/// <param name="Commit">The id of the commit that was checked out; null where nothing says.</param>
/// <param name="Dirty">True when files differed from the commit; null where nothing says.</param>
/// <param name="Note">Why there is no commit.</param>
internal sealed record EvidenceSource(string Folder, string? Commit, bool? Dirty, string? Note);

/// <summary>What was found about one change.</summary>
internal sealed record EvidenceChange
{
    public required string Change { get; init; }

    /// <summary>What its contract removes.</summary>
    public required IReadOnlyList<EvidenceTarget> Targets { get; init; }

    public required EvidenceCounts Counts { get; init; }

    public required IReadOnlyList<EvidenceFinding> Findings { get; init; }

    /// <summary>Suppressions that suppressed nothing.</summary>
    public required IReadOnlyList<EvidenceSuppression> UnusedSuppressions { get; init; }

    /// <summary>What could not be looked at.</summary>
    public required IReadOnlyList<EvidenceProblem> Problems { get; init; }
}

internal sealed record EvidenceTarget(string Table, string? Column, string? Schema);

internal sealed record EvidenceCounts(int Projects, int Files, int Read, int Candidates, int Semantic);

/// <param name="Target">What it refers to, such as <c>Customers.Name</c>.</param>
/// <param name="File">The file, relative to the first source.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Kind">What sort of reference it is.</param>
/// <param name="Confidence">certain, likely or possible.</param>
/// <param name="Statement">The statement that holds it.</param>
/// <param name="Suppressed">The reason why it does not count; null when it does.</param>
internal sealed record EvidenceFinding(
    string Target, string File, int Line, int Column, string Kind, string Confidence, string Statement, string? Suppressed)
{
    public const string Possible = "possible";

    /// <summary>True when it keeps the contract from running.</summary>
    public bool Counts => Suppressed is null && Confidence != Possible;

    public override string ToString() => $"{File}({Line},{Column}): {Target}, {Kind}, {Confidence}: {Statement}";
}

internal sealed record EvidenceSuppression(string Where, string? Target, string Reason);

internal sealed record EvidenceProblem(string Code, string File, int Line, string Message);
