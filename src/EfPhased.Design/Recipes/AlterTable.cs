using EfPhased.Design.Planning;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes a table's comment or settings where the server needs its catalog entry alone, or builds the table anew while rows are
/// read and written. What would have them wait for that is refused.
/// </summary>
internal static class AlterTable
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AlterTableOperation alter)
            return false;

        var table = TableRef.Of(alter);
        var changes = AnnotationChange.Of(alter).ToList();
        if (changes.FirstOrDefault(c => AlterTableKinds.Of(c).Any(k => HoldsUp(context.Dialect.FactFor(k)))) is { } change)
            throw DesignErrors.RewritesTable(table.ToString(), $"{change.Annotation} from {change.Old ?? "none"} to {change.New ?? "none"}");
        if (changes.Any(c => c is { IsCollation: true, New: null }) || (CharSets.Any(alter.OldTable) is not null && CharSets.Any(alter) is null))
            throw DesignErrors.UnnamedCharSet($"'{table}'");
        if (CharSets.Any(alter.OldTable) is null && CharSets.Any(alter) is { } named)
            context.Plan.Warn($"'{table}' stays {named} when the change is taken back: what it had before, only the server knows.");
        if (changes.Find(c => c.IsStoreOptions) is { } options && StoreOptions.Gone(options).ToList() is [_, ..] gone)
            context.Plan.Warn($"'{table}' keeps its {string.Join(", ", gone)}, as it does with plain EF Core: name the value that it shall have instead.");

        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Names)
        {
            Up = [OperationKey.AlterTable(table)],
            Down = [OperationKey.AlterTable(table)],
            MakeDown = o => o.Select(d => CharSets.WithNamed(StoreOptions.WithDefaults((AlterTableOperation)d))).Where(Changes),
        }.Online());
        return true;
    }

    private static bool Changes(AlterTableOperation alter) => alter.Comment != alter.OldTable.Comment || AnnotationChange.Of(alter).Any();

    private static bool HoldsUp(Fact fact) => fact is { Work: >= Work.Rewrite, Blocks: not Blocks.Nothing };
}
