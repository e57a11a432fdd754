using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Tests.Classification;

/// <summary>
/// One row of part C of the reference: an operation under a condition, and what is said about it.
/// </summary>
/// <param name="Row">The operation and the condition.</param>
/// <param name="Code">The rule that answers.</param>
/// <param name="Classes">The reference's letters.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Up">The migration; its last operation is the one that is asked about.</param>
public sealed record OperationCase(string Row, string Code, string Classes, string Severity, Action<MigrationBuilder> Up)
{
    /// <summary>True for PostgreSQL, false for MySQL and MariaDB.</summary>
    public bool IsPostgreSql { get; init; } = true;

    public override string ToString() => $"{(IsPostgreSql ? "PostgreSQL" : "MySQL")}: {Row}";
}
