using System.Data.Common;
using EfPhased.Gates;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Deployments;

/// <summary>
/// Whether this build may run against the database: all that it reads is there, filled and in working order.
/// </summary>
internal sealed class DeployCheck(RunServices services, RunSettings settings, DbConnection connection, IRunObserver observer, BackfillJournal? backfills)
{
    public const string Name = "deploy";

    public async Task<GateReport> ReportAsync(CancellationToken cancel)
    {
        var applied = (await services.History.ExistsAsync(cancel)
            ? (await services.History.GetAppliedMigrationsAsync(cancel)).Select(r => r.MigrationId) : [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var open = services.Changes.Where(c => !c.Of(Phase.Contract).Any(m => applied.Contains(m.Id))).ToList();
        return new GateReport(
            Name, services.Migrations is [.., var last] ? last.Id : "",
            [
                Migrations(applied),
                await BackfillsAsync(open, applied, cancel),
                await ValidAsync(open, cancel),
                await SchemaAsync(cancel),
            ]);
    }

    /// <summary>The columns that this build maps and the database does not have.</summary>
    public async Task<GateResult> SchemaAsync(CancellationToken cancel)
    {
        var mapped = MappedColumns.Of(services.Context.Model);
        var missing = mapped.Count == 0 ? [] : await connection.RowsAsync(services.Sql.Catalog.MissingColumns(mapped), cancel);
        if (missing.Count == 0)
            return new GateResult("schema", GateOutcome.Passed, [$"all {mapped.Count} mapped columns are there"]);

        var newer = await NewerAsync(cancel);
        return new GateResult(
            "schema", GateOutcome.Refused,
            [
                .. missing.Select(m => $"column '{m[0]}.{m[1]}' is mapped and not there"),
                .. newer.Select(id => $"'{id}' is applied and unknown to this build, which is older"),
            ],
            newer.Count > 0 ? "Deploy a build that knows the applied migrations." : "Run 'dotnet ef-phased apply --phase expand'.");
    }

    // A contract is not among what a build needs, nor is a switch: it runs when the build does.
    private GateResult Migrations(HashSet<string> applied)
    {
        var needed = services.Migrations.Where(m => m.Phase is null or Phase.Expand).ToList();
        var missing = needed.FindAll(m => !applied.Contains(m.Id));
        return missing.Count == 0
            ? new GateResult("expand", GateOutcome.Passed, [$"all {needed.Count} migrations that it needs are applied"])
            : new GateResult(
                "expand", GateOutcome.Refused, missing.ConvertAll(m => $"'{m.Id}' is not applied"), "Run 'dotnet ef-phased apply --phase expand'.");
    }

    private async Task<GateResult> BackfillsAsync(IReadOnlyList<PhasedChange> changes, HashSet<string> applied, CancellationToken cancel)
    {
        var known = backfills is null ? [] : await backfills.AllAsync(cancel);
        var problems = new List<string>();
        var verified = 0;
        foreach (var change in changes)
        {
            foreach (var entry in change.Of(Phase.Expand))
            {
                foreach (var step in services.StepsOf(entry, Direction.Up).Where(s => s.Operation is BackfillOperation))
                {
                    var table = ((BackfillOperation)step.Operation).Table;
                    var state = known.FirstOrDefault(b => b.MigrationId == entry.Id && b.Step == step.Number)?.State;
                    if (state == BackfillState.Verified || (state is null && applied.Contains(entry.Id) && await AgreesAsync(change, cancel)))
                        verified++;
                    else
                        problems.Add($"the backfill of '{table}' ({change.Name}) is {(state ?? BackfillState.Pending).ToString().ToLowerInvariant()}, not verified");
                }
            }
        }

        return problems.Count == 0
            ? new GateResult("backfill", GateOutcome.Passed, [$"{verified} backfills verified"])
            : new GateResult("backfill", GateOutcome.Refused, problems, "Run 'dotnet ef-phased backfill'.");
    }

    // Applied by plain scripts, the backfill is not in the journal; then the rows themselves are asked.
    private async Task<bool> AgreesAsync(PhasedChange change, CancellationToken cancel)
    {
        if (change.Of(Phase.Contract).FirstOrDefault() is not { } contract)
            return false;
        var context = GateContext.For(services, settings, connection, observer, contract, backfills);
        return (await new DataCondition().CheckAsync(context, cancel)).Outcome == GateOutcome.Passed;
    }

    private async Task<GateResult> ValidAsync(IReadOnlyList<PhasedChange> changes, CancellationToken cancel)
    {
        var problems = new List<string>();
        var checkedObjects = 0;
        foreach (var operation in changes.SelectMany(c => c.Of(Phase.Expand)).SelectMany(m => m.Create().UpOperations))
        {
            var (sql, text) = operation switch
            {
                CreateIndexOperation o => (services.Sql.Catalog.IndexIsValid(o.Table, o.Schema, o.Name), $"index '{o.Name}' of '{o.Table}'"),
                ValidateConstraintOperation o => (services.Sql.Catalog.ConstraintIsValid(o.Table, o.Schema, o.Name), $"constraint '{o.Name}' of '{o.Table}'"),
                _ => (null, ""),
            };
            if (sql is null)
                continue;
            checkedObjects++;

            // Gone is fine: a proof is dropped when it has served its purpose, and what was never made is a migration that is missing.
            if (await connection.ScalarAsync(sql, cancel) is { } valid && !Convert.ToBoolean(valid, System.Globalization.CultureInfo.InvariantCulture))
                problems.Add($"{text} is not valid");
        }

        return problems.Count == 0
            ? new GateResult("indexes", GateOutcome.Passed, [$"{checkedObjects} indexes and constraints of open changes are valid"])
            : new GateResult("indexes", GateOutcome.Refused, problems, "Run 'dotnet ef-phased apply --phase expand': it builds them again.");
    }

    private async Task<IReadOnlyList<string>> NewerAsync(CancellationToken cancel)
    {
        // Other contexts may keep their history in the same table; what is newer than all that this build knows is worth a word.
        if (services.Migrations is not [.., var last] || !await services.History.ExistsAsync(cancel))
            return [];
        return [.. (await services.History.GetAppliedMigrationsAsync(cancel)).Select(r => r.MigrationId)
            .Where(id => string.Compare(id, last.Id, StringComparison.OrdinalIgnoreCase) > 0)];
    }
}
