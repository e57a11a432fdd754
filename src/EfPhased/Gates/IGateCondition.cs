namespace EfPhased.Gates;

/// <summary>
/// One thing that must be true before the old shape may go.
/// </summary>
internal interface IGateCondition
{
    /// <summary>Its name in words, such as "database objects".</summary>
    string Name { get; }

    /// <summary>
    /// True when the answer can change from one moment to the next and is found at once: then it is asked again under the lock that drops.
    /// </summary>
    bool ChangesQuickly => false;

    Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel);
}
