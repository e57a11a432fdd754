namespace EfPhased.Dialects;

/// <summary>The labels of an enum type before and after a change, in their order.</summary>
internal sealed record EnumLabels(IReadOnlyList<string> Old, IReadOnlyList<string> New)
{
    public IEnumerable<string> Added => New.Except(Old);

    public IEnumerable<string> Removed => Old.Except(New);

    /// <summary>All that were there are there, in their order, with new ones before, between or after them.</summary>
    public bool OnlyGrow => New.Intersect(Old).SequenceEqual(Old);
}
