using System.Data.Common;
using System.Text;

namespace EfPhased.Instances;

/// <summary>
/// The mark by which a server's list of sessions tells which model a session's application runs: the last word of its
/// application name, such as <c>shop efp:1a2b3c4d</c>.
/// </summary>
internal static class SessionTag
{
    public const string Prefix = "efp:";

    /// <summary>A regular expression that every server understands.</summary>
    public const string Pattern = "(^| )efp:[0-9a-f]{8}$";

    public const int Length = 12;

    private const string Keyword = "Application Name";

    // https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-APPLICATION-NAME: NAMEDATALEN - 1, in printable ASCII
    private const int MaxApplicationName = 63;

    private static readonly string[] Synonyms = [Keyword, "ApplicationName"];

    public static string Of(string fingerprint) => Prefix + fingerprint;

    /// <summary>Npgsql and MySqlConnector send an application name; MySql.Data has no setting for one.</summary>
    public static bool IsSupported(DbConnection connection)
        => connection.GetType().Namespace is "Npgsql" or "MySqlConnector";

    public static bool IsIn(string connectionString, string tag) => connectionString.Contains(tag, StringComparison.Ordinal);

    /// <summary>The connection string with the tag behind the application's own name.</summary>
    public static string AddTo(string connectionString, string tag)
    {
        DbConnectionStringBuilder builder = new() { ConnectionString = connectionString };
        var own = Synonyms.Select(k => builder.TryGetValue(k, out var value) ? value as string : null).FirstOrDefault(v => v is not null);
        foreach (var synonym in Synonyms)
            builder.Remove(synonym);
        builder[Keyword] = Append(own, tag);
        return builder.ConnectionString;
    }

    internal static string Append(string? own, string tag)
    {
        var name = Printable(own ?? "").Trim();
        var room = MaxApplicationName - tag.Length - 1;
        if (name.Length > room)
            name = name[..room].TrimEnd();
        return name.Length == 0 ? tag : $"{name} {tag}";
    }

    // As the server would: some versions make four characters of one that it does not print, which would push the tag out.
    private static string Printable(string name)
        => new StringBuilder(name.Length).Append([.. name.Select(c => c is >= ' ' and <= '~' ? c : '?')]).ToString();
}
