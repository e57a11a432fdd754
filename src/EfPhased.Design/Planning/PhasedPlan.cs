using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>A change as the migrations that carry it out, in the order of their phases.</summary>
internal sealed record PhasedPlan(string Change, Dialect Dialect, IReadOnlyList<PlannedMigration> Migrations, IReadOnlyList<string> Warnings)
{
    /// <summary>Which recipe answered which operation of EF Core's diff.</summary>
    public IReadOnlyDictionary<OperationKey, string> Answers { get; init; } = new Dictionary<OperationKey, string>();
}

/// <summary>One migration to be written.</summary>
internal sealed record PlannedMigration(
    Phase Phase, string Id, IReadOnlyList<MigrationOperation> Up, IReadOnlyList<MigrationOperation> Down, IModel TargetModel);
