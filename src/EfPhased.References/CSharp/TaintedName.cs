namespace EfPhased.References.CSharp;

/// <summary>
/// The members of one name that stand for a target, and where they can be used.
/// </summary>
internal sealed class TaintedName
{
    private readonly HashSet<string> identities = new(StringComparer.Ordinal);
    private readonly HashSet<string> files = new(StringComparer.Ordinal);

    /// <summary>Whether any file can use one of them.</summary>
    public bool IsOpen { get; private set; }

    public IReadOnlyCollection<string> Files => files;

    public void Add(string identity, IEnumerable<string>? usedIn)
    {
        identities.Add(identity);
        if (usedIn is null)
            IsOpen = true;
        else
            files.UnionWith(usedIn);
    }

    public bool Contains(string identity) => identities.Contains(identity);
}
