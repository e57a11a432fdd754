using System.Text.Json;

namespace EfPhased.Configuration;

/// <summary>
/// The <c>lint</c> section of <c>efphased.json</c>: what matters to the team, and what it has decided to live with.
/// </summary>
internal sealed record LintSettings
{
    /// <summary>Findings of at least this severity end the command with exit code 3; <see cref="LintSeverity.Off"/>: none does.</summary>
    public LintSeverity FailOn { get; init; } = LintSeverity.Error;

    /// <summary>Another severity for rules, by their code or name.</summary>
    public IReadOnlyDictionary<string, LintSeverity> Severity { get; init; } = new Dictionary<string, LintSeverity>();

    /// <summary>Findings that do not count, and why.</summary>
    public IReadOnlyList<LintSuppression> Suppress { get; init; } = [];

    /// <summary>The last migration whose findings are old: neither it nor those before it count.</summary>
    public string? Baseline { get; init; }

    /// <exception cref="SettingException">A suppression gives no reason or fits everything.</exception>
    public void Validate()
    {
        for (var i = 0; i < Suppress.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Suppress[i].Reason))
                throw new SettingException($"$.lint.suppress[{i}]", "a suppression needs a reason.");
            if (Suppress[i] is { Rule: null, Migration: null, Table: null })
                throw new SettingException($"$.lint.suppress[{i}]", "a suppression names a rule, a migration or a table; without any it would hide everything.");
        }
    }
}

/// <summary>How much a finding matters to the team.</summary>
internal enum LintSeverity
{
    Off,
    Note,
    Warning,
    Error,
}

/// <summary>Findings that the team has decided to live with.</summary>
internal sealed record LintSuppression
{
    /// <summary>The code or the name of a rule; null for every rule.</summary>
    public string? Rule { get; init; }

    /// <summary>A migration's name or id, or a pattern with <c>*</c>; null for every migration.</summary>
    public string? Migration { get; init; }

    /// <summary>A table; null for every table.</summary>
    public string? Table { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A setting that can be read and makes no sense.</summary>
/// <param name="path">Where it is, as a path: <c>$.lint.suppress[0]</c>.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class SettingException(string path, string message) : JsonException(message, path, null, null);
