using System.Globalization;
using EfPhased.Configuration;
using EfPhased.Running;

namespace EfPhased.Backfills.Throttling;

/// <summary>
/// A command of the user's: its exit code, or the number that it prints.
/// </summary>
internal sealed class CommandSignal : Signal
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private readonly SignalPolicy _policy;

    public CommandSignal(SignalPolicy policy)
        : base(policy.Name)
    {
        _policy = policy;
        Limit = policy.Limit ?? 0;
        IsRequired = true;
    }

    public override async Task<string?> PrepareAsync(CancellationToken cancel)
    {
        var result = await ShellCommand.RunAsync(_policy.Command!, TimeLimit, cancel);
        return result.Problem ?? (result.ExitCode is null ? FormattableString.Invariant($"it did not end within {TimeLimit.TotalSeconds:0} s") : null);
    }

    public override async Task<Reading> ReadAsync(CancellationToken cancel)
    {
        var result = await ShellCommand.RunAsync(_policy.Command!, TimeLimit, cancel);
        if (result is not { ExitCode: 0 })
            return new Reading(double.PositiveInfinity, result.Problem ?? (result.ExitCode is { } code ? $"exit code {code}" : "it did not end in time"));
        if (_policy.Limit is null)
            return new Reading(0);
        return double.TryParse(result.Output.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new Reading(value)
            : new Reading(double.PositiveInfinity, "it printed no number");
    }
}
