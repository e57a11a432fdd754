using EfPhased.Design.Classification;
using EfPhased.Design.Linting.History;
using EfPhased.Design.Linting.Sql;
using EfPhased.Dialects;
using EfPhased.References;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting;

/// <summary>
/// Judges the steps of one migration after the other, each against the schema that the ones before have left.
/// </summary>
/// <param name="dialect">The server.</param>
/// <param name="types">Store types of columns that name none.</param>
/// <param name="schema">The schema, carried on from migration to migration.</param>
internal sealed class MigrationWalk(Dialect dialect, StoreTypes types, SchemaState schema)
{
    private readonly SchemaFollower _follower = new(schema, types.Of);
    private readonly SqlReader _reader = new(schema, dialect.HasTransactionalDdl);
    private readonly OperationContext _context = new(schema, dialect, types);

    private HashSet<string> _programs = [];

    private SqlFlavor Flavor => dialect.HasTransactionalDdl ? SqlFlavor.PostgreSql : SqlFlavor.MySql;

    /// <param name="migration">The migration.</param>
    /// <param name="before">Loads what its predecessor's model says, for when an operation is about a table that nobody has made.</param>
    public LintedMigration Walk(MigrationCode migration, Action before)
    {
        schema.Settle();
        if (migration.Operations.Any(o => IsAboutUnknown(o.Operation, migration)))
            before();

        _programs = [.. migration.Operations.Select(o => o.Operation).OfType<SqlOperation>()
            .SelectMany(s => SqlSplitter.Split(s.Sql, Flavor))
            .Select(s => SqlRules.NewProgram.Match(s, dialect.HasTransactionalDdl).Table?.Name).OfType<string>()];
        var steps = new List<LintedStep>();
        foreach (var (operation, call) in migration.Operations)
        {
            if (operation is SqlOperation sql)
                steps.AddRange(Read(sql).Select(s => s with { Call = call }));
            else
                steps.Add(Judge(operation) with { Call = call });
        }

        return new LintedMigration(migration, steps);
    }

    private bool IsAboutUnknown(MigrationOperation operation, MigrationCode migration)
        => operation is not (SqlOperation or CreateTableOperation) && OperationText.Tables(operation) is [var (table, tableSchema), ..]
            && schema.Find(table, tableSchema) is null
            && !migration.Operations.Any(o => o.Operation is CreateTableOperation c && c.Name == table
                || o.Operation is RenameTableOperation r && r.NewName == table);

    private LintedStep Judge(MigrationOperation operation)
    {
        var step = new LintedStep(operation, OperationText.Describe(operation), Classifier.Classify(operation, _context), null)
        {
            IsOutsideTransaction = IsOutsideTransaction(operation),
        };
        _follower.Apply(operation);
        return step;
    }

    // The provider sends these outside the transaction by itself; ours mark theirs.
    private static bool IsOutsideTransaction(MigrationOperation operation)
        => operation.IsOnline() && operation is CreateIndexOperation or DropIndexOperation || operation["Npgsql:CreatedConcurrently"] is true;

    private IEnumerable<LintedStep> Read(SqlOperation sql)
    {
        foreach (var statement in SqlSplitter.Split(sql.Sql, Flavor))
        {
            var reading = _reader.Read(statement);
            foreach (var operation in reading.Operations)
                yield return Raw(Judge(operation), sql, statement);
            if (!reading.IsComplete)
                yield return Raw(Judge(sql, statement), sql, statement);
        }
    }

    private static LintedStep Raw(LintedStep step, SqlOperation sql, SqlText statement)
        => step with { Statement = statement, Text = statement.Excerpt, IsOutsideTransaction = sql.SuppressTransaction };

    private LintedStep Judge(SqlOperation sql, SqlText statement)
    {
        if (statement.StartsWith("CREATE", "DOMAIN") && statement.Contains("CHECK") && statement.Tokens.Count > 2)
            schema.CheckedDomains.Add(statement.Tokens[2].Text);
        var rule = SqlRules.For(statement, dialect.HasTransactionalDdl, (name, of) => schema.IsNew(name, of) || _programs.Contains(name));
        return new LintedStep(sql, statement.Excerpt, [Classifier.Judge(rule, dialect)], null);
    }
}
