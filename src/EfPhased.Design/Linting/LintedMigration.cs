using System.Diagnostics;
using EfPhased.Design.Classification;
using EfPhased.Design.Linting.History;
using EfPhased.Design.Linting.Sql;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting;

/// <summary>
/// A migration with what was found out about each of its steps.
/// </summary>
internal sealed record LintedMigration(MigrationCode Code, IReadOnlyList<LintedStep> Steps);

/// <summary>
/// An operation, or one statement of raw SQL, with what is to be said about it.
/// </summary>
/// <param name="Operation">The operation; of raw SQL, what the statement does as an operation, or else the raw SQL.</param>
/// <param name="Text">What it does, in a few words.</param>
/// <param name="Judgements">What is to be said about it.</param>
/// <param name="Call">Where it was added.</param>
internal sealed record LintedStep(MigrationOperation Operation, string Text, IReadOnlyList<Judgement> Judgements, StackTrace? Call)
{
    /// <summary>The statement, where it came as raw SQL.</summary>
    public SqlText? Statement { get; init; }

    /// <summary>It runs outside the migration's transaction.</summary>
    public bool IsOutsideTransaction { get; init; }

    public bool IsRaw => Statement is not null;
}
