using EfPhased.Gates;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// The gate for those who run SQL alone: every condition that SQL can check, as queries with one line of text for each thing that
/// remains.
/// </summary>
internal abstract class GateSql(RunnerSql sql)
{
    protected RunnerSql Sql { get; } = sql;

    /// <summary>One statement, or several, that stop a script with the list of all that remains.</summary>
    public abstract IReadOnlyList<SqlStatement> Write(GateSubject subject);

    protected IReadOnlyList<GateQuestion> Questions(GateSubject subject) =>
    [
        .. Order(subject),
        .. Data(subject),
        .. subject.Operation.Removes.SelectMany(r => Objects(r, subject)).Select(q => new GateQuestion("database objects", q)),
        .. Instances(subject),
        .. LastWrite(subject),
        .. Soak(subject),
    ];

    /// <summary>Queries for what in the database uses an object that goes.</summary>
    protected abstract IEnumerable<string> Objects(RemovedObject removed, GateSubject subject);

    /// <summary>A literal that keeps its lines.</summary>
    protected virtual string Literal(string text) => Sql.Writer.Literal(text);

    private IEnumerable<GateQuestion> Order(GateSubject subject)
    {
        var change = Literal(subject.Operation.Change);
        foreach (var id in subject.Requires)
            yield return When("order", $"'{id}' is not applied", $"NOT {subject.IsApplied(Literal(id))}");
        yield return new GateQuestion(
            "order",
            $"SELECT CONCAT('order: the backfill of ''', table_name, ''' is ', state, ', not verified') FROM {Sql.Backfills} "
            + $"WHERE change_name = {change} AND migration_id <> {Literal(subject.MigrationId)} AND state <> 'verified'");
        foreach (var validate in subject.Earlier.OfType<ValidateConstraintOperation>())
        {
            yield return When(
                "order", $"constraint '{validate.Name}' of '{validate.Table}' is not validated",
                $"({Sql.Catalog.ConstraintIsValid(validate.Table, validate.Schema, validate.Name)}) IS FALSE");
        }
    }

    private IEnumerable<GateQuestion> Data(GateSubject subject)
        => subject.Operation.Agreements.Select(a => new GateQuestion(
            "data",
            $"SELECT CONCAT('data: ', c.differing, {Literal($" rows of '{a.Table}' differ ({string.Join(", ", a.Values.Select(v => v.Column))})")}) FROM "
            + $"(SELECT COUNT(*) AS differing FROM {Sql.Writer.Table(a.Table, a.Schema)} AS {StatementSql.Own} WHERE {Sql.Writer.AnyNeedsFilling(a.Values)}) AS c WHERE c.differing > 0")
        {
            // Before expand there is no new column to compare with.
            NeedsOrder = true,
        });

    private IEnumerable<GateQuestion> Instances(GateSubject subject)
    {
        if (subject.Operation.Removes.Count > 0)
        {
            yield return new GateQuestion(
                "instances",
                $"SELECT CONCAT('instances: ', r.refusal) FROM (\n{Sql.Instances.Refusals(subject.Operation.Removes, subject.Policy.Instances, [])}) AS r");
        }
        else if (subject.Context is { } context)
        {
            var first = subject.Requires.Count > 0 ? subject.Requires[0] : subject.MigrationId;
            yield return new GateQuestion(
                "instances", $"SELECT CONCAT('instances: ', r.refusal) FROM (\n{Sql.Instances.OlderBuilds(context, first, subject.MigrationId, subject.Policy.Instances)}) AS r");
        }
    }

    private IEnumerable<GateQuestion> LastWrite(GateSubject subject)
    {
        if (subject.Policy.Quiet > TimeSpan.Zero && subject.Shims.Count > 0)
        {
            yield return new GateQuestion(
                "last write", $"SELECT CONCAT('last write: ', r.refusal) FROM (\n{Sql.LastWrites.Refusals(subject.Shims, subject.Policy.Quiet)}) AS r");
        }
    }

    // Where there are no rows there is nothing to protect: a new database gets all migrations at once.
    private IEnumerable<GateQuestion> Soak(GateSubject subject)
    {
        if (subject.Policy.Soak is not { } soak || soak == TimeSpan.Zero || subject.Requires.Count == 0)
            yield break;
        var ids = string.Join(", ", subject.Requires.Select(Literal));
        var tables = subject.Operation.Removes.Where(r => r.Column is not null).Select(r => (r.Table, r.Schema))
            .Concat(subject.Operation.Agreements.Select(a => (a.Table, a.Schema))).Distinct()
            .Select(t => $"EXISTS (SELECT 1 FROM {Sql.Writer.Table(t.Table, t.Schema)})");
        var anyRows = string.Join(" OR ", tables.DefaultIfEmpty("1 = 1"));
        yield return When(
            "soak", FormattableString.Invariant($"{soak:c} since the last phase are asked for (gate.soak), and they have not passed, or nothing records when it was applied"),
            $"({anyRows}) AND COALESCE((SELECT {Sql.SecondsSince("MAX(finished_at)")} FROM {Sql.Journal} "
            + FormattableString.Invariant($"WHERE direction = 'up' AND state = 'done' AND migration_id IN ({ids})), 0) < {soak.TotalSeconds:F0}"))
            with { NeedsOrder = true };
    }

    private GateQuestion When(string condition, string line, string holds)
        => new(condition, $"SELECT t.line FROM (SELECT {Literal($"{condition}: {line}")} AS line) AS t WHERE {holds}");
}

/// <param name="Condition">The condition that is asked.</param>
/// <param name="Query">A SELECT of one column of text; no row when nothing remains.</param>
internal sealed record GateQuestion(string Condition, string Query)
{
    /// <summary>True when the question makes no sense before the earlier phases have run.</summary>
    public bool NeedsOrder { get; init; }
}

/// <summary>
/// What a gate in SQL is about.
/// </summary>
/// <param name="Operation">What the author declared.</param>
/// <param name="MigrationId">The contract migration.</param>
/// <param name="Requires">The migrations that must have been applied, oldest first.</param>
/// <param name="Earlier">The operations of those migrations.</param>
/// <param name="Contract">The operations of the contract migration itself.</param>
/// <param name="Shims">The change's dual writes.</param>
/// <param name="Policy">What the team asks for.</param>
/// <param name="IsApplied">True where a migration is applied, as an expression over an expression that gives its id.</param>
internal sealed record GateSubject(
    GateOperation Operation, string MigrationId, IReadOnlyList<string> Requires, IReadOnlyList<MigrationOperation> Earlier,
    IReadOnlyList<MigrationOperation> Contract, IReadOnlyList<TablePhasedOperation> Shims, GatePolicy Policy, Func<string, string> IsApplied)
{
    /// <summary>The name under which instances register the context; null to ask nothing about builds.</summary>
    public string? Context { get; init; }
}
