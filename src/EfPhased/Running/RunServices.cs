using System.Data.Common;
using System.Globalization;
using System.Reflection;
using EfPhased.Configuration;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Infrastructure;
using EfPhased.Instances;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Running;

/// <summary>
/// What a run takes from the context: EF Core's services, and the SQL of its server.
/// </summary>
internal sealed class RunServices
{
    private readonly IModelRuntimeInitializer _models;
    private readonly IMigrationsAssembly _assembly;
    private readonly IMigrationsSqlGenerator _generator;
    private readonly List<MigrationEntry> _migrations;
    private bool? _isPooled;

    private RunServices(DbContext context)
    {
        Context = context;
        _models = context.GetService<IModelRuntimeInitializer>();
        _generator = context.GetService<IMigrationsSqlGenerator>();
        _assembly = context.GetService<IMigrationsAssembly>();
        Options = context.GetService<IDbContextOptions>().FindExtension<PhasedOptionsExtension>()
            ?? throw Errors.NotUsed(context.GetType().Name);
        RequirePhased<IMigrationsSqlGenerator, PhasedMigrationsSqlGenerator>(_generator);
        RequirePhased<IMigrationsAssembly, PhasedMigrationsAssembly>(_assembly);
        RequirePhased<IMigrator, PhasedMigrator>(context.GetService<IMigrator>());

        var provider = context.Database.ProviderName!;
        Dialect = Dialect.For(provider);
        HistoryTable = Relational(context).MigrationsHistoryTableName ?? HistoryRepository.DefaultTableName;
        Sql = SqlOf(context);

        _migrations = [.. ((PhasedMigrationsAssembly)_assembly).AllMigrations.OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase).Select(m => Entry(m.Key, m.Value, provider))];
        Changes =
        [
            .. _migrations.Where(m => m.IsPhased).GroupBy(m => m.Change!, StringComparer.Ordinal)
                .Select(g => new PhasedChange(g.Key, [.. g.OrderBy(m => m.Phase).ThenBy(m => m.Id, StringComparer.OrdinalIgnoreCase)])),
        ];
    }

    public DbContext Context { get; }

    public PhasedOptionsExtension Options { get; }

    public Dialect Dialect { get; }

    public RunnerSql Sql { get; }

    public SqlWriter Writer => Sql.Writer;

    /// <summary>The settings that the application carries.</summary>
    public PhasedConfiguration Configuration => PhasedConfiguration.OfApplication(_assembly.Assembly);

    /// <summary>What scripts ask for instead of the application's own settings; null for those.</summary>
    public GatePolicy? Policy { get; init; }

    /// <summary>The name of EF Core's history table; its schema is that of our own tables.</summary>
    public string HistoryTable { get; }

    public IHistoryRepository History => Context.GetService<IHistoryRepository>();

    /// <summary>All migrations of the assembly in EF Core's order.</summary>
    public IReadOnlyList<MigrationEntry> Migrations => _migrations;

    public IReadOnlyList<PhasedChange> Changes { get; }

    /// <inheritdoc cref="ServerOf" />
    public string Server => ServerOf(Context);

    /// <summary>The server and database as people name them; no secrets.</summary>
    public static string ServerOf(DbContext context)
    {
        var connection = context.Database.GetDbConnection();
        return $"{Dialect.For(context.Database.ProviderName).Name} at '{connection.DataSource}', database '{connection.Database}'";
    }

    /// <summary>The SQL of a context's server, whether it uses phased migrations or not.</summary>
    public static RunnerSql SqlOf(DbContext context)
    {
        var dialect = Dialect.For(context.Database.ProviderName);
        var writer = dialect.CreateWriter(context.GetService<ISqlGenerationHelper>(), context.GetService<IRelationalTypeMappingSource>());
        return dialect.CreateRunnerSql(writer, Relational(context).MigrationsHistoryTableSchema);
    }

    /// <exception cref="PhasedException">EFP1001, EFP1003 or EFP1004.</exception>
    public static RunServices From(DbContext context, GatePolicy? policy = null) => new(context) { Policy = policy };

    public PhasedChange Change(string name)
        => Changes.FirstOrDefault(c => c.Name == name) ?? throw Errors.UnknownChange(name, Changes.Select(c => c.Name));

    /// <summary>
    /// A pooler stands between, which may give each transaction another session: settings and locks of a session do not hold. Known
    /// once a connection was opened.
    /// </summary>
    public bool IsPooled => _isPooled == true;

    /// <summary>Begins a transaction that sees what others commit, with a run's settings.</summary>
    public IReadOnlyList<string> Begin => IsPooled ? Sql.BeginShared : Sql.Begin;

    /// <summary>Looks whether the server itself knows an open connection by the number that the driver was given.</summary>
    public async Task<bool> FindPoolerAsync(DbConnection connection, CancellationToken cancel)
    {
        if (_isPooled is null && Sql.Sessions.ClientNumberProperty is { } property)
        {
            var number = connection.GetType().GetProperty(property)?.GetValue(connection);
            var current = await connection.ScalarAsync(Sql.Sessions.Current, cancel);
            _isPooled = number is not null && Convert.ToString(number, CultureInfo.InvariantCulture) != (string?)current;
        }

        return IsPooled;
    }

    /// <summary>A closed connection of our own, with the context's driver and settings.</summary>
    public DbConnection NewConnection() => (DbConnection)((ICloneable)Context.Database.GetDbConnection()).Clone();

    public IReadOnlyList<Step> StepsOf(MigrationEntry entry, Direction direction)
    {
        var migration = entry.Create();
        return Steps.Of(
            direction == Direction.Up ? migration.UpOperations : migration.DownOperations,
            ModelOf(entry, migration, direction), _generator, Dialect.HasTransactionalDdl);
    }

    /// <summary>A plain migration's SQL at once, as EF Core runs it; the row of the history apart.</summary>
    public IReadOnlyList<MigrationCommand> CommandsOf(MigrationEntry entry, Direction direction)
    {
        var migration = entry.Create();
        if (((PhasedMigrator)Context.GetService<IMigrator>()).FindCommands(migration, Previous(entry)?.Create(), direction) is { } commands)
        {
            var history = HistoryStatement(entry, direction);
            return [.. commands.Where(c => c.CommandText != history)];
        }

        IReadOnlyList<MigrationOperation> operations = direction == Direction.Up ? migration.UpOperations : migration.DownOperations;
        return _generator.Generate(operations, ModelOf(entry, migration, direction));
    }

    /// <summary>The SQL of an operation of EF Core's that is one statement.</summary>
    public string Generate(MigrationOperation operation) => Commands(operation).Single().CommandText.TrimEnd().TrimEnd(';');

    public IReadOnlyList<MigrationCommand> Commands(MigrationOperation operation) => _generator.Generate([operation]);

    public string HistoryStatement(MigrationEntry entry, Direction direction)
        => direction == Direction.Up
            ? History.GetInsertScript(new HistoryRow(entry.Id, ProductInfo.GetVersion()))
            : History.GetDeleteScript(entry.Id);

    /// <summary>What the gate of a contract is about, for those who run SQL alone.</summary>
    /// <param name="operation">The gate.</param>
    /// <param name="entry">Its migration; null where only the operation is known.</param>
    public GateSubject GateSubject(GateOperation operation, MigrationEntry? entry)
    {
        entry ??= _migrations.Find(m => m.Phase == Phase.Contract && m.Change == operation.Change);
        var before = _migrations.Where(m => m.Change == operation.Change && m.Phase != Phase.Contract).ToList();
        return new GateSubject(
            operation, entry?.Id ?? "",
            [.. before.Select(m => m.Id).Union(operation.Requires, StringComparer.OrdinalIgnoreCase)],
            [.. before.SelectMany(m => m.Create().UpOperations)],
            entry?.Create().UpOperations ?? [],
            Changes.FirstOrDefault(c => c.Name == operation.Change) is { } change ? LastWrites.ShimsOf(change) : [],
            Policy ?? Configuration.Gate, new HistorySql(this).IsApplied)
        {
            Context = InstanceIdentity.NameOf(Context),
        };
    }

    // A Down ends in the model of the migration before, which is what EF Core gives its generator.
    private IModel? ModelOf(MigrationEntry entry, Migration migration, Direction direction)
    {
        var model = direction == Direction.Up ? migration : Previous(entry)?.Create();
        return model is null ? null : _models.Initialize(model.TargetModel);
    }

    private MigrationEntry? Previous(MigrationEntry entry) => _migrations.FindIndex(m => m.Id == entry.Id) is > 0 and var index ? _migrations[index - 1] : null;

    private MigrationEntry Entry(string id, TypeInfo type, string provider)
    {
        var phase = type.GetCustomAttribute<PhaseAttribute>();
        return new MigrationEntry(id, type, phase?.Phase, phase?.Change) { Create = () => _assembly.CreateMigration(type, provider) };
    }

    private static RelationalOptionsExtension Relational(DbContext context)
        => RelationalOptionsExtension.Extract(context.GetService<IDbContextOptions>());

    private static void RequirePhased<TService, TPhased>(object service)
    {
        if (service is not TPhased)
            throw Errors.ServiceReplaced(typeof(TService).Name, service.GetType().FullName ?? service.GetType().Name);
    }
}
