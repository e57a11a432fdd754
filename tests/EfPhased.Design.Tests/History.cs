using EfPhased.Design.Classification;
using EfPhased.Design.Linting;
using EfPhased.Design.Linting.Checks;
using EfPhased.Design.Linting.History;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Tests;

/// <summary>
/// Migrations written in a test, one after the other, as a server of some kind sees them.
/// </summary>
internal sealed class History
{
    private const string PostgreSqlProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";
    private const string MySqlProvider = "Pomelo.EntityFrameworkCore.MySql";

    private static readonly StoreTypes Types = new(new TypesContext().GetService<IRelationalTypeMappingSource>());

    private readonly List<LintedMigration> _migrations = [];
    private readonly string _provider;
    private readonly Dialect _dialect;
    private readonly MigrationWalk _walk;

    private History(string provider)
    {
        _provider = provider;
        _dialect = Dialect.For(provider);
        _walk = new MigrationWalk(_dialect, Types, new SchemaState(provider == MySqlProvider, provider == MySqlProvider ? null : "public"));
    }

    public static History PostgreSql() => new(PostgreSqlProvider);

    public static History MySql() => new(MySqlProvider);

    public static History Of(bool isPostgreSql) => isPostgreSql ? PostgreSql() : MySql();

    public LintedMigration Last => _migrations[^1];

    public IReadOnlyList<Judgement> Judgements => [.. Last.Steps.SelectMany(s => s.Judgements)];

    /// <summary>What the checks of migrations as a whole say about the last one.</summary>
    public IReadOnlyList<Finding> Checked
    {
        get
        {
            using var positions = new SourcePositions("");
            return [.. MigrationChecks.Check(Last, new LintScope(_dialect, Types, new SourcePositionOf(positions)))];
        }
    }

    public History Then(Action<MigrationBuilder> up, Type? type = null)
    {
        var builder = new RecordingMigrationBuilder(_provider);
        up(builder);
        _migrations.Add(_walk.Walk(new MigrationCode($"2026010100000{_migrations.Count}_M", type ?? typeof(Migration), builder.Recorded), () => { }));
        return this;
    }

    public History ThenSql(string sql, bool suppressTransaction = false) => Then(m => m.Sql(sql, suppressTransaction));

    private sealed class TypesContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=nowhere");
    }
}
