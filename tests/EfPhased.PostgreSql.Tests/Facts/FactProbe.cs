using EfPhased.Dialects;
using EfPhased.Dialects.PostgreSql;

namespace EfPhased.PostgreSql.Tests.Facts;

/// <summary>
/// A statement that shows whether a row of the fact table is true.
/// </summary>
/// <param name="Kind">The kind of the row.</param>
/// <param name="Statement">What is run and watched.</param>
internal sealed record FactProbe(OperationKind Kind, string Statement)
{
    /// <summary>The row, where its kind has several.</summary>
    public string? Id { get; init; }

    /// <summary>What is there before; it is committed.</summary>
    public string Setup { get; init; } = "";

    /// <summary>The relation that the row's lock is on.</summary>
    public string On { get; init; } = "t";

    /// <summary>The relations that the row's other lock is on.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>The session's time zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>
    /// What another transaction does so that the statement has to wait and its locks can be seen; for statements that run outside
    /// a transaction and let go of their locks themselves.
    /// </summary>
    public string? Blocker { get; init; }

    public bool IsOutsideTransaction { get; init; }

    public IReadOnlyList<Fact> Facts => [.. PostgreSqlFacts.All.Where(f => f.Kind == Kind && (Id is null || f.Id == Id))];

    public override string ToString() => $"{Facts[0].Id} {Kind}: {Statement}";
}
