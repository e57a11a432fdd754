using EfPhased.Design.Planning;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Inserts, updates and deletes the rows that the model seeds, each by its key. What comes and what changes is there before the new
/// version reads it; what goes stays for the previous one.
/// </summary>
/// <remarks>
/// These operations are taken from the whole change instead of the steps between its models: rows are in no shape of their own.
/// </remarks>
internal static class ChangeData
{
    public static void Plan(PlanContext context)
    {
        var up = context.Pending.Where(o => o.IsRows()).ToList();
        foreach (var operation in up)
            context.Answer(operation, nameof(ChangeData));
        Subtypes.RefuseRows(context, up.OfType<InsertDataOperation>());
        var back = context.Back.Where(o => o.IsRows()).ToList();

        Warn(up.OfType<UpdateDataOperation>(), context);

        // Coming back, what EF Core restores in columns and tables that Contract takes away waits until they are there again.
        var restored = back.Where(o => Restores(o, context)).ToList();
        Add(context, new PlannedStep(Phase.Expand, Stage.Rows), up.Where(o => o is not DeleteDataOperation), back.Except(restored));
        Add(context, new PlannedStep(Phase.Contract, Stage.DropRows), up.OfType<DeleteDataOperation>(), []);
        Add(context, new PlannedStep(Phase.Contract, Stage.Tables), [], restored);
    }

    private static void Add(PlanContext context, PlannedStep step, IEnumerable<MigrationOperation> up, IEnumerable<MigrationOperation> down)
    {
        List<MigrationOperation> upOperations = [.. up], downOperations = [.. down];
        if (upOperations.Count + downOperations.Count > 0)
            context.Plan.Add(step with { MakeUp = _ => upOperations, MakeDown = _ => downOperations });
    }

    private static bool Restores(MigrationOperation operation, PlanContext context) => operation switch
    {
        InsertDataOperation => true,
        UpdateDataOperation update => !context.Remains(TableRef.Of(update))
            || update.Columns.Any(c => context.NewTable(TableRef.Of(update)).FindColumn(c) is null),
        _ => false,
    };

    private static void Warn(IEnumerable<UpdateDataOperation> updates, PlanContext context)
    {
        foreach (var table in updates.GroupBy(u => TableRef.Of(u)))
        {
            var known = table.SelectMany(u => u.Columns).Distinct().Where(c => context.OldTable(table.Key)?.FindColumn(c) is not null).ToList();
            if (known.Count > 0)
                context.Plan.Warn($"Seeded rows of '{table.Key}' change in Expand already ({string.Join(", ", known)}): the previous version sees the new values from then on.");
        }
    }
}
