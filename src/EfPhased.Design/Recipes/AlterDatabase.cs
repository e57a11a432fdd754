using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes what belongs to the database and no table: types, collations, extensions, its character set. What comes is there before
/// the new version; what goes stays until the previous one is gone.
/// </summary>
internal static class AlterDatabase
{
    private const string Extension = "Npgsql:PostgresExtension:";

    // The provider creates and drops these, and refuses to change them.
    private static readonly (string Prefix, string Kind)[] Definitions = [("Npgsql:CollationDefinition:", "collation"), ("Npgsql:Range:", "range type")];

    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AlterDatabaseOperation alter)
            return false;
        if (alter.Collation != alter.OldDatabase.Collation && !context.Dialect.CanAlterDatabaseCollation)
            throw DesignErrors.DatabaseCollation();

        var grown = new List<string>();
        var kept = new List<string>();
        var changed = Changed(alter, alter.OldDatabase).ToList();
        foreach (var name in changed)
        {
            var (old, @new) = (alter.OldDatabase[name] as string, alter[name] as string);
            if (EnumLabels.IsEnum(name) && old is not null && @new is not null)
            {
                EnumLabels.RequireGrowth(name, old, @new, context.Plan);
                grown.Add(name);
            }
            else if (name.StartsWith(Extension, StringComparison.Ordinal) && @new is null)
                context.Plan.Warn($"The extension '{name[Extension.Length..]}' stays in the database, as it does with plain EF Core. Drop it by hand when nothing uses it.");
            else if (EnumLabels.IsEnum(name) || Definitions.Any(d => name.StartsWith(d.Prefix, StringComparison.Ordinal)))
                Keep(context, kept, name, old, @new);
        }

        if (kept.Count < changed.Count || alter.Collation != alter.OldDatabase.Collation)
        {
            var step = new PlannedStep(Phase.Expand, Stage.Database)
            {
                Up = [OperationKey.AlterDatabase],
                Down = [OperationKey.AlterDatabase],
                MakeDown = o => o.Where(d => ChangesBack((AlterDatabaseOperation)d, grown)),
            };
            context.Plan.Add(grown.Count > 0 ? step.Online() : step);
        }

        if (kept.Count > 0)
        {
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.DropDatabase)
            {
                Up = [OperationKey.AlterDatabase],
                Down = [OperationKey.AlterDatabase],
            });
        }

        return true;
    }

    private static void Keep(PlanContext context, List<string> kept, string name, string? old, string? @new)
    {
        if (old is null)
            return;
        if (@new is not null)
        {
            var (prefix, kind) = Definitions.First(d => name.StartsWith(d.Prefix, StringComparison.Ordinal));
            throw DesignErrors.ChangedDatabaseObject(kind, name[prefix.Length..]);
        }

        context.Plan.Edit(new KeepDatabaseAnnotation(name, old));
        kept.Add(name);
    }

    // The server cannot take a label away, so it stays; without it there may be nothing left to do.
    private static bool ChangesBack(AlterDatabaseOperation down, List<string> grown)
    {
        foreach (var name in grown)
            down[name] = down.OldDatabase[name];
        return down.Collation != down.OldDatabase.Collation || Changed(down, down.OldDatabase).Any();
    }

    private static IEnumerable<string> Changed(IReadOnlyAnnotatable @new, IReadOnlyAnnotatable old)
        => @new.GetAnnotations().Concat(old.GetAnnotations()).Select(a => a.Name).Distinct()
            .Where(n => !n.StartsWith("EfPhased:", StringComparison.Ordinal) && !Equals(@new[n], old[n]));
}
