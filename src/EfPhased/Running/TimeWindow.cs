using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EfPhased.Running;

/// <summary>
/// Hours of the day, in the local time of the machine that runs: <c>01:00-05:00</c>, or over midnight <c>23:00-02:00</c>.
/// </summary>
internal sealed record TimeWindow(TimeOnly From, TimeOnly To)
{
    private const string Format = "H:mm";

    public static bool TryParse(string? text, [NotNullWhen(true)] out TimeWindow? window)
    {
        window = text?.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && Parse(from, out var start) && Parse(to, out var end) && start != end
            ? new TimeWindow(start, end)
            : null;
        return window is not null;
    }

    /// <summary>How long until the window opens; zero while it is open.</summary>
    public TimeSpan Until(TimeOnly now) => now.IsBetween(From, To) ? TimeSpan.Zero : From - now;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{To:HH:mm}");

    private static bool Parse(string text, out TimeOnly time)
        => TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
