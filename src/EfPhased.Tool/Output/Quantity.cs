using System.Globalization;

namespace EfPhased.Tool.Output;

/// <summary>
/// Numbers as people say them: 1.2 M rows, 12 GB.
/// </summary>
internal static class Quantity
{
    public static string Rows(long rows) => rows switch
    {
        1 => "1 row",
        < 10_000 => FormattableString.Invariant($"{rows:N0} rows"),
        < 1_000_000 => $"{Short(rows / 1_000.0)} k rows",
        < 1_000_000_000 => $"{Short(rows / 1_000_000.0)} M rows",
        _ => $"{Short(rows / 1_000_000_000.0)} G rows",
    };

    /// <summary>In units of 1,024, as the servers themselves count.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        var unit = 0;
        var size = (double)bytes;
        for (; size >= 1_024 && unit < units.Length - 1; unit++)
            size /= 1_024;
        return $"{Short(size)} {units[unit]}";
    }

    // Two digits are as much as an estimate holds.
    private static string Short(double number)
        => number.ToString(number < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
