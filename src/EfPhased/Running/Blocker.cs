using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// A session that holds a lock which somebody waits for.
/// </summary>
/// <param name="Session">The server's number of the session.</param>
/// <param name="User">The database user.</param>
/// <param name="Application">The application's name or the client's address.</param>
/// <param name="State">What the session does, in the server's words.</param>
/// <param name="Age">How long its transaction or statement has been running.</param>
/// <param name="Statement">The start of its last statement.</param>
internal sealed record Blocker(string Session, string User, string Application, string State, TimeSpan? Age, string? Statement)
{
    /// <summary>Who may be in the way of a lock on tables, as far as the server says.</summary>
    public static async Task<IReadOnlyList<Blocker>> FindAsync(
        DbConnection connection, RunnerSql sql, IReadOnlyList<(string Table, string? Schema)> tables, CancellationToken cancel)
    {
        var rows = await connection.RowsAsync(sql.Blockers(tables), cancel);
        return rows.ConvertAll(r => new Blocker(
            r[0] ?? "?", r[1] ?? "", r[2] ?? "", r[3] ?? "",
            double.TryParse(r[4], CultureInfo.InvariantCulture, out var age) ? TimeSpan.FromSeconds(age) : null,
            string.IsNullOrWhiteSpace(r[5]) ? null : r[5]));
    }

    public override string ToString()
    {
        var age = Age is { } a ? $", since {a.TotalSeconds:0.0} s" : "";
        return $"session {Session} ({User}, {Application}): {State}{age}{(Statement is null ? "" : $": {Statement}")}";
    }
}
