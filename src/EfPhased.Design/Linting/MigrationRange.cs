using System.Reflection;
using EfPhased.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Linting;

/// <summary>
/// Which migrations to look at, and which only to follow because they come before.
/// </summary>
/// <param name="All">All of the context's, in their order.</param>
/// <param name="Chosen">The ids to look at.</param>
internal sealed record MigrationRange(IReadOnlyList<KeyValuePair<string, TypeInfo>> All, HashSet<string> Chosen)
{
    /// <exception cref="PhasedException">EFP4101 to EFP4103.</exception>
    public static MigrationRange Of(DbContext context, LintRequest request)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        var all = Read(assembly);
        var from = request.From is null or "0" ? -1 : Position("--from", request.From);
        var to = request.To is null ? all.Count - 1 : Position("--to", request.To);
        if (from > to)
            throw LintErrors.Reversed(request.From!, request.To!);

        var chosen = all.Skip(from + 1).Take(to - from).Select(m => m.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (request.PendingOnly)
            chosen.ExceptWith(Applied(context));
        return new MigrationRange([.. all.Take(to + 1)], chosen);

        int Position(string option, string name)
        {
            var id = assembly.FindMigrationId(name) ?? throw LintErrors.UnknownMigration(option, name);
            return all.FindIndex(m => m.Key == id);
        }
    }

    private static List<KeyValuePair<string, TypeInfo>> Read(IMigrationsAssembly assembly)
    {
        try
        {
            var migrations = assembly is PhasedMigrationsAssembly phased ? phased.AllMigrations : assembly.Migrations;
            return [.. migrations.OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase)];
        }
        catch (ArgumentException e)
        {
            throw LintErrors.SeveralOfOneId(e.Message, e);
        }
    }

    private static IEnumerable<string> Applied(DbContext context)
    {
        var history = context.GetService<IHistoryRepository>();
        return history.Exists() ? history.GetAppliedMigrations().Select(m => m.MigrationId) : [];
    }
}
