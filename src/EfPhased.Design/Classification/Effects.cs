namespace EfPhased.Design.Classification;

/// <summary>
/// What an operation does to those who use the database, apart from the time that it takes.
/// </summary>
[Flags]
internal enum Effects
{
    None = 0,

    /// <summary>A: adds, or changes what nobody sees.</summary>
    Additive = 1,

    /// <summary>B: something behaves otherwise for the previous version.</summary>
    ChangesBehaviour = 2,

    /// <summary>D: takes data away.</summary>
    Destructive = 4,

    /// <summary>XO: the previous version fails once it is applied.</summary>
    BreaksOld = 8,

    /// <summary>XN: the new version fails before it is applied.</summary>
    NeededByNew = 16,

    /// <summary>Nobody can tell.</summary>
    Unknown = 32,
}

internal static class EffectsText
{
    private static readonly (Effects Effect, string Letters)[] All =
    [
        (Effects.Additive, "A"), (Effects.ChangesBehaviour, "B"), (Effects.Destructive, "D"), (Effects.BreaksOld, "XO"),
        (Effects.NeededByNew, "XN"), (Effects.Unknown, "unknown"),
    ];

    /// <summary>The classes as the reference has them: <c>A, XN</c>.</summary>
    public static string Letters(this Effects effects, bool isHeavy)
        => string.Join(", ", All.Where(e => effects.HasFlag(e.Effect)).Select(e => e.Letters).Concat(isHeavy ? ["W"] : []));
}
