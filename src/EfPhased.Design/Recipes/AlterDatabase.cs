using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes what belongs to the database and no table: types, collations, extensions, its character set. What comes is there before
/// the new version; what goes stays until the previous one is gone.
/// </summary>
internal static class AlterDatabase
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AlterDatabaseOperation alter)
            return false;
        if (alter.Collation != alter.OldDatabase.Collation && !context.Dialect.CanAlterDatabaseCollation)
            throw DesignErrors.DatabaseCollation();
        if (CharSets.Any(alter.OldDatabase) is not null && CharSets.Any(alter) is null)
            throw DesignErrors.UnnamedCharSet("The database");
        if (CharSets.Any(alter.OldDatabase) is null && CharSets.Any(alter) is { } named)
            context.Plan.Warn($"The database stays {named} when the change is taken back: what it had before, only the server knows.");

        var grown = new List<string>();
        var kept = new List<string>();
        var changed = AnnotationChange.Of(alter).ToList();
        foreach (var change in changed)
        {
            if (change is { IsEnum: true, Old: not null, New: not null })
            {
                GrowingEnum.Require(change, context);
                grown.Add(change.Annotation);
            }
            else if (change is { IsExtension: true, New: null })
                context.Plan.Warn($"The extension '{change.Name}' stays in the database, as it does with plain EF Core. Drop it by hand when nothing uses it.");
            else if (change is { IsEnum: true } or { IsCollationDefinition: true } or { IsRange: true })
                Keep(context, kept, change);
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

    // The provider creates and drops these, and refuses to change them.
    private static void Keep(PlanContext context, List<string> kept, AnnotationChange change)
    {
        if (change.Old is not { } old)
            return;
        if (change.New is not null)
            throw DesignErrors.ChangedDatabaseObject(change.IsRange ? "range type" : "collation", change.Name);

        context.Plan.Edit(new KeepDatabaseAnnotation(change.Annotation, old));
        kept.Add(change.Annotation);
    }

    // The server cannot take a label away, so it stays; without it there may be nothing left to do.
    private static bool ChangesBack(AlterDatabaseOperation down, List<string> grown)
    {
        foreach (var name in grown)
            down[name] = down.OldDatabase[name];
        return down.Collation != down.OldDatabase.Collation || AnnotationChange.Of(down).Any();
    }
}
