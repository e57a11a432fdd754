using EfPhased.Design.Classification;
using EfPhased.Dialects;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// One row of the table of raw statements.
/// </summary>
/// <param name="Rule">What it means.</param>
/// <param name="Patterns">How the statements begin.</param>
internal sealed record SqlRule(Rule Rule, IReadOnlyList<SqlPattern> Patterns)
{
    /// <summary>What else has to be so.</summary>
    public Func<SqlText, bool> Also { get; init; } = _ => true;

    public SqlRule(
        string code, string name, string when, string[] patterns, Effects effects, string recipe, string? says = null, Severity? severity = null,
        OperationKind? kind = null)
        : this(
            new Rule(code, name, $"SQL: {when}", (_, _) => false, effects, recipe) { Says = says, Severity = severity, Kind = kind, TakesNoLock = kind is null },
            [.. patterns.Select(p => new SqlPattern(p))])
    {
    }

    /// <param name="statement">The statement.</param>
    /// <param name="foldsNames">As PostgreSQL does with names without quotes.</param>
    /// <param name="table">The table that it is about, where the row tells.</param>
    public bool Applies(SqlText statement, bool foldsNames, out (string Name, string? Schema)? table)
    {
        table = null;
        foreach (var pattern in Patterns)
        {
            (var matches, table) = pattern.Match(statement, foldsNames);
            if (matches)
                return Also(statement);
        }

        return false;
    }
}
