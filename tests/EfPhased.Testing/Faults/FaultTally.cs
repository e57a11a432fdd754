using System.Globalization;
using System.Text;

namespace EfPhased.Testing.Faults;

/// <summary>Counts the faults and keeps what went wrong.</summary>
internal sealed class FaultTally
{
    private readonly SortedDictionary<FaultKind, (int Injected, int Hit, int Stopped, TimeSpan Took)> _counts = [];
    private readonly List<string> _failures = [];
    private readonly SortedSet<string> _stopped = new(StringComparer.Ordinal);

    private readonly List<string> _leftOut = [];

    /// <summary>Faults that met a run under way.</summary>
    public int Hits => _counts.Values.Sum(c => c.Hit);

    public IReadOnlyList<string> Failures => _failures;

    public void Count(FaultKind kind, FaultOutcome outcome, TimeSpan took)
    {
        var (injected, hit, stopped, before) = _counts.GetValueOrDefault(kind);
        _counts[kind] = (injected + 1, hit + (outcome.Hit ? 1 : 0), stopped + (outcome.Error is null ? 0 : 1), before + took);
    }

    public void LeaveOut(FaultKind kind, string why) => _leftOut.Add($"{kind} was not injected: {why}");

    public void Stopped(string scenario, PackedCommand command, string refusal) => _stopped.Add($"{scenario}, {command}: {refusal.Split('\n')[0]}");

    public void Fail(string scenario, PackedCommand command, IEnumerable<string> history, string what)
        => _failures.Add($"{scenario}, {command}, after {string.Join("; ", history)}:\n{what.TrimEnd()}");

    public override string ToString()
    {
        StringBuilder text = new();
        foreach (var (kind, (injected, hit, stopped, took)) in _counts)
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind,-16} {injected,5} injected, {hit,5} met a run, {stopped,5} stopped it with a numbered error; {took.TotalSeconds / injected:0.0} s each");
        text.AppendLine($"{"",-16} {_counts.Values.Sum(c => c.Injected),5} injected, {Hits,5} met a run; {_failures.Count} failures");
        foreach (var line in _leftOut)
            text.AppendLine(line);
        foreach (var line in _stopped)
            text.AppendLine($"not taken further, as its own test means it: {line}");
        return text.ToString();
    }
}
