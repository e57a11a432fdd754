using EfPhased.Dialects;
using EfPhased.Dialects.MySql;

namespace EfPhased.MySql.Tests.Facts;

/// <summary>
/// A statement that shows whether a row of the fact table is true.
/// </summary>
/// <param name="Kind">The kind of the row.</param>
/// <param name="Statement">What is run: the clauses of an ALTER TABLE, or a whole statement.</param>
internal sealed record FactProbe(OperationKind Kind, string Statement)
{
    /// <summary>The row, where its kind has several.</summary>
    public string? Id { get; init; }

    /// <summary>What is there before.</summary>
    public string Setup { get; init; } = "";

    /// <summary>The table that others are using while the statement runs.</summary>
    public string On { get; init; } = "t";

    /// <summary>The session has <c>foreign_key_checks</c> off.</summary>
    public bool IsUnchecked { get; init; }

    public IReadOnlyList<Fact> Facts => [.. MySqlFacts.All.Where(f => f.Kind == Kind && (Id is null || f.Id == Id))];

    /// <summary>The statement with an algorithm, or none.</summary>
    public string With(string? algorithm)
        => IsAlter(Statement) ? $"ALTER TABLE t {Statement}{(algorithm is null ? "" : $", {algorithm}")}" : Statement;

    public override string ToString() => $"{Facts[0].Id} {Kind}: {Statement}";

    private static bool IsAlter(string statement)
        => !Array.Exists(["CREATE ", "DROP TABLE ", "DROP VIEW ", "DROP SEQUENCE ", "DROP TRIGGER ", "RENAME TABLE ", "TRUNCATE ", "ALTER ", "INSERT ", "UPDATE ", "DELETE ", "SELECT "],
            word => statement.StartsWith(word, StringComparison.Ordinal) && !statement.StartsWith("ALTER COLUMN", StringComparison.Ordinal)
                && !statement.StartsWith("ALTER INDEX", StringComparison.Ordinal));
}
