using EfPhased.Dialects;

namespace EfPhased.Design.Classification;

/// <summary>
/// What is to be said about one thing that an operation does.
/// </summary>
/// <param name="Rule">The row that it is of.</param>
/// <param name="Cost">The lock and the work; null where it takes none on anything in use.</param>
/// <param name="Detail">More of what goes wrong, about this very operation.</param>
/// <param name="IsHeavy">W: somebody waits for a time that grows with the table.</param>
internal sealed record Judgement(Rule Rule, Fact? Cost, string? Detail, bool IsHeavy)
{
    /// <summary>The effects as the reference's letters, W included.</summary>
    public string Classes => Rule.Effects.Letters(IsHeavy);

    public bool IsRefused => Cost?.Work == Work.Refused;

    /// <summary>True when the version before keeps working; null when nobody can tell.</summary>
    public bool? Survives => Rule.Effects.HasFlag(Effects.Unknown) ? null : !Rule.Effects.HasFlag(Effects.BreaksOld);

    public Severity Severity
    {
        get
        {
            if (IsHeavy || IsRefused)
                return Severity.Error;
            if (Rule.Severity is { } severity)
                return severity;
            if ((Rule.Effects & (Effects.BreaksOld | Effects.Destructive)) != 0)
                return Severity.Error;
            if ((Rule.Effects & (Effects.ChangesBehaviour | Effects.Unknown)) != 0)
                return Severity.Warning;

            // Nobody waits, but the server is busy and the replicas fall behind.
            return Cost?.Work == Work.Rewrite ? Severity.Note : Severity.None;
        }
    }

    /// <summary>Whether Down gives back what was there.</summary>
    public string Undo => (Rule.Effects & (Effects.Destructive | Effects.NeededByNew | Effects.BreaksOld | Effects.Unknown)) switch
    {
        var e when e.HasFlag(Effects.Unknown) => "unknown",
        var e when e.HasFlag(Effects.Destructive) => "no, what it takes away is gone",
        var e when e.HasFlag(Effects.NeededByNew) && !e.HasFlag(Effects.BreaksOld) => "yes, without what the new version wrote to it",
        _ => "yes",
    };
}
