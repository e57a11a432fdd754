using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Classification;

/// <summary>
/// Judges an operation by the rows of the table and the facts of the server.
/// </summary>
internal static class Classifier
{
    public static IReadOnlyList<Judgement> Classify(MigrationOperation operation, OperationContext context)
        => [.. OperationRules.For(operation, context).Select(r => Judge(r, operation, context))];

    /// <summary>Judges what no operation stands for.</summary>
    public static Judgement Judge(Rule rule, Dialect dialect)
    {
        var cost = rule.Kind is { } kind ? dialect.FactFor(kind) : null;
        return new Judgement(rule, cost, null, IsHeavy(cost));
    }

    private static Judgement Judge(Rule rule, MigrationOperation operation, OperationContext context)
    {
        var cost = rule.TakesNoLock ? null : context.Cost(operation, rule);
        return new Judgement(rule, cost, rule.Details?.Invoke(operation, context), IsHeavy(cost) && operation is not PhasedOperation);
    }

    private static bool IsHeavy(Fact? cost) => cost is { Blocks: not Blocks.Nothing, Work: Work.Scan or Work.IndexBuild or Work.Rewrite };
}
