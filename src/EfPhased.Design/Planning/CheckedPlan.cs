using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Planning;

/// <summary>
/// A plan that the changes still open leave room for, and whose expressions the server has read.
/// </summary>
internal static class CheckedPlan
{
    /// <exception cref="PhasedException">EFP4xxx: the change cannot be split, and why.</exception>
    public static PhasedPlan Make(
        DbContext context, string change, IModel? oldModel, IModel newModel, PlanHints hints, IReadOnlyList<string> contracted,
        IReadOnlyList<PlannedStep>? handWritten = null)
    {
        var planner = new PhasePlanner(
            context, context.GetService<IMigrationsModelDiffer>(), context.GetService<IMigrationsIdGenerator>().GenerateId);
        var plan = planner.Plan(change, oldModel, newModel, hints, handWritten);
        OpenChanges.Check(context.GetService<IMigrationsAssembly>(), context.Database.ProviderName!, AppliedMigrations.Of(context), contracted, plan);
        return HintReader.HasExpressions(hints) && new ExpressionCheck(context, plan).Run(oldModel) is { } unread
            ? plan with { Warnings = [.. plan.Warnings, unread] }
            : plan;
    }
}
