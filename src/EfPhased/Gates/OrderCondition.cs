using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// Everything before contract has run to its end: the migrations, the backfills with their check, the validations.
/// </summary>
internal sealed class OrderCondition : IGateCondition
{
    public string Name => "order";

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        var change = context.Operation.Change;
        var applied = (await context.Services.History.GetAppliedMigrationsAsync(cancel)).Select(r => r.MigrationId)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var before = context.Change.Migrations.Where(m => m.Phase != Phase.Contract).ToList();
        var required = before.Select(m => m.Id).Union(context.Operation.Requires, StringComparer.OrdinalIgnoreCase);
        var missing = required.Where(id => !applied.Contains(id)).ToList();
        if (missing.Count > 0)
        {
            var first = context.Services.Migrations.FirstOrDefault(m => m.Id == missing[0])?.Phase ?? Phase.Switch;
            return new GateResult(
                Name, GateOutcome.Refused, missing.ConvertAll(id => $"'{id}' is not applied"),
                $"Run 'dotnet ef-phased apply --phase {first.ToString().ToLowerInvariant()} --change {change}'.");
        }

        var problems = new List<string>();
        await AddUnverifiedAsync(context, problems, cancel);
        await AddInvalidAsync(context, before, problems, cancel);
        return problems.Count == 0
            ? new GateResult(Name, GateOutcome.Passed, [$"{before.Count} earlier migrations applied, backfills verified, constraints valid"])
            : new GateResult(Name, GateOutcome.Refused, problems, $"Run 'dotnet ef-phased backfill {change}'.");
    }

    private static async Task AddUnverifiedAsync(GateContext context, List<string> problems, CancellationToken cancel)
    {
        if (context.Backfills is null)
            return;
        foreach (var backfill in await context.Backfills.AllAsync(cancel))
        {
            if (backfill.Change == context.Operation.Change && backfill.MigrationId != context.Entry.Id && backfill.State != BackfillState.Verified)
            {
                problems.Add(backfill.RowsDiffering > 0
                    ? $"the backfill of '{backfill.Table}' left {backfill.RowsDiffering} rows that differ"
                    : $"the backfill of '{backfill.Table}' is {backfill.State.ToString().ToLowerInvariant()}, not verified");
            }
        }
    }

    private static async Task AddInvalidAsync(
        GateContext context, IReadOnlyList<MigrationEntry> before, List<string> problems, CancellationToken cancel)
    {
        foreach (var validate in before.SelectMany(m => m.Create().UpOperations).OfType<ValidateConstraintOperation>())
        {
            var valid = await context.Connection.ScalarAsync(
                context.Sql.Catalog.ConstraintIsValid(validate.Table, validate.Schema, validate.Name), cancel);

            // Gone is fine: a proof that has served its purpose is dropped by a later step.
            if (valid is false)
                problems.Add($"constraint '{validate.Name}' of '{validate.Table}' is not validated");
        }
    }
}
