using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Classification;

/// <summary>
/// One row of the table of operations: a kind of operation under a condition, and what it means.
/// </summary>
/// <param name="Code">EFP7xxx.</param>
/// <param name="Name">A name without spaces.</param>
/// <param name="When">The operation and the condition, in words.</param>
/// <param name="Applies">Whether an operation is of the row.</param>
/// <param name="Effects">What it does to those who use the database.</param>
/// <param name="Recipe">The recipe that does it safely.</param>
internal sealed record Rule(
    string Code, string Name, string When, Func<MigrationOperation, OperationContext, bool> Applies, Effects Effects, string Recipe)
{
    /// <summary>What goes wrong, where the effects and the lock do not say it all.</summary>
    public string? Says { get; init; }

    /// <summary>More of that, about this very operation.</summary>
    public Func<MigrationOperation, OperationContext, string?>? Details { get; init; }

    /// <summary>How much it matters, where the effects and the lock do not say.</summary>
    public Severity? Severity { get; init; }

    /// <summary>What the row is about, where an operation changes several things at once; rows about different ones all count.</summary>
    public string Facet { get; init; } = "";

    /// <summary>The fact that says what it costs, where the operation alone does not lead to it.</summary>
    public OperationKind? Kind { get; init; }

    /// <summary>The server does something that no fact about the operation covers, or nothing at all.</summary>
    public bool TakesNoLock { get; init; }

    public static Rule For<TOperation>(
        string code, string name, string when, Func<TOperation, OperationContext, bool> applies, Effects effects, string recipe, string? says = null)
        where TOperation : MigrationOperation
        => new(code, name, when, (o, c) => o is TOperation typed && applies(typed, c), effects, recipe) { Says = says };

    public Rule About<TOperation>(Func<TOperation, OperationContext, string?> details)
        where TOperation : MigrationOperation
        => this with { Details = (o, c) => details((TOperation)o, c) };
}
