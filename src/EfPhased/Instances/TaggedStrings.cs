using System.Collections.Concurrent;

namespace EfPhased.Instances;

/// <summary>
/// Remembers tagged connection strings: drivers keep a pool per string, and parsing one costs more than opening a pooled connection.
/// </summary>
internal static class TaggedStrings
{
    // Strings that hold a token of the moment are never seen again.
    private const int Most = 1000;

    private static readonly ConcurrentDictionary<(string ConnectionString, string Tag), string> Known = new();

    public static string Of(string connectionString, string tag)
    {
        if (Known.TryGetValue((connectionString, tag), out var known))
            return known;
        if (Known.Count >= Most)
            Known.Clear();
        return Known.GetOrAdd((connectionString, tag), static k => SessionTag.AddTo(k.ConnectionString, k.Tag));
    }
}
