using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Design;

/// <summary>
/// The user's context at design time, and where its migrations are written.
/// </summary>
/// <param name="Context">The context, created as <c>dotnet ef</c> would.</param>
/// <param name="Services">EF Core's design-time services of the context.</param>
/// <param name="ProjectDir">The folder of the project with the migrations.</param>
/// <param name="RootNamespace">The project's root namespace; null for none.</param>
internal sealed record DesignSession(DbContext Context, IServiceProvider Services, string ProjectDir, string? RootNamespace);

/// <summary>What <c>dotnet ef-phased add</c> asks for.</summary>
/// <param name="Contracted">Changes that the author knows to be contracted in every database.</param>
internal sealed record AddRequest(
    string Name, string? OutputDir, string? Namespace, bool DryRun, PlanHints Hints, IReadOnlyList<string> Contracted);

/// <summary>What <c>dotnet ef-phased remove</c> did.</summary>
internal sealed record RemoveResult(string Change, IReadOnlyList<string> Migrations, IReadOnlyList<string> Files);
