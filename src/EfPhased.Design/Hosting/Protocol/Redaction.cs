using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EfPhased.Design.Hosting.Protocol;

/// <summary>
/// Takes passwords and other secrets of connection strings out of whatever is printed.
/// </summary>
internal sealed partial class Redaction
{
    private const string Hidden = "***";

    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Remembers the secrets of a connection string, so that they are found wherever they turn up.</summary>
    public void Learn(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return;

        var builder = new DbConnectionStringBuilder();
        try
        {
            builder.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            // Nobody can tell the secret from the rest of a string that does not parse, so all of it is one.
            _secrets.Add(connectionString);
            _secrets.Add(JsonEncodedText.Encode(connectionString).Value);
            return;
        }

        foreach (string key in builder.Keys)
        {
            // A shorter one would blank out parts of ordinary words.
            if (SecretKey().IsMatch(key) && builder[key].ToString() is { Length: > 3 } secret)
            {
                _secrets.Add(secret);
                _secrets.Add(JsonEncodedText.Encode(secret).Value);
            }
        }
    }

    public string Apply(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        text = SecretPair().Replace(text, $"$1{Hidden}");
        return UriPassword().Replace(text, $"$1{Hidden}@");
    }

    private const string SecretWords = "password|pwd|passphrase|secret|access ?token|sas ?token|api ?key";

    [GeneratedRegex($"{SecretWords}", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();

    [GeneratedRegex($"""((?:{SecretWords})\s*=\s*)(?:"[^"]*"|'[^']*'|[^;"'\s][^;"'\r\n]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex SecretPair();

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://[^\s:/@]+:)[^\s@]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UriPassword();
}
