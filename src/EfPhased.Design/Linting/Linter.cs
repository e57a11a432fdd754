using EfPhased.Configuration;
using EfPhased.Design.Classification;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Design.Linting.Checks;
using EfPhased.Design.Linting.History;
using EfPhased.Dialects;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Linting;

/// <summary>
/// Says what each migration of a context does to those who use the database: what <c>dotnet ef-phased lint</c> does.
/// </summary>
/// <param name="context">The context; nothing is asked of its database but, for pending migrations, which it has.</param>
/// <param name="projectDir">The folder of the project with the migrations.</param>
/// <param name="settings">What the team has decided.</param>
/// <param name="settingsFile">Where it stands; null where nothing does.</param>
internal sealed class Linter(DbContext context, string projectDir, LintSettings settings, string? settingsFile)
{
    private readonly IMigrationsAssembly _assembly = context.GetService<IMigrationsAssembly>();
    private readonly Dialect _dialect = Dialect.For(context.Database.ProviderName);
    private readonly StoreTypes _types = new(context.GetService<IRelationalTypeMappingSource>());

    /// <exception cref="PhasedException">EFP41xx.</exception>
    public LintDocument Lint(LintRequest request)
    {
        var range = MigrationRange.Of(context, request);
        var policy = new LintPolicy(settings, settingsFile);
        policy.Check(range.All.Select(m => m.Key));

        using var positions = new SourcePositions(projectDir);
        var scope = new LintScope(_dialect, _types, new SourcePositionOf(positions));
        var migrations = Walk(range);
        var findings = migrations.SelectMany(m => Findings(m, scope)).Concat(Undiscovered(request, scope))
            .Select(f => policy.Apply(f.Finding, f.Tables)).OfType<Finding>().ToList();
        if (request is { From: null, To: null, PendingOnly: false })
            findings.AddRange(policy.Unused());

        return LintReport.Of(context.GetType().Name, _dialect, migrations, findings, settings.Baseline) with { Fails = policy.Fails(findings) };
    }

    private List<LintedMigration> Walk(MigrationRange range)
    {
        var schema = new SchemaState(ignoresCase: !_dialect.HasTransactionalDdl, _dialect.HasTransactionalDdl ? "public" : null);
        var reader = new MigrationReader(_assembly, context.Database.ProviderName!);
        var walk = new MigrationWalk(_dialect, _types, schema);
        var linted = new List<LintedMigration>();
        for (var i = 0; i < range.All.Count; i++)
        {
            var (id, type) = range.All[i];
            var isChosen = range.Chosen.Contains(id);
            var before = i == 0 ? null : range.All[i - 1].Value;
            var migration = walk.Walk(reader.Read(id, type, twice: isChosen), () => Load(schema, before));
            if (isChosen)
                linted.Add(migration);
        }

        return linted;
    }

    // Where the thread is lost, the predecessor's model says how things stood; without a Designer file it says nothing.
    private void Load(SchemaState schema, System.Reflection.TypeInfo? migration)
    {
        if (migration is null)
            return;
        try
        {
            var model = _assembly.CreateMigration(migration, context.Database.ProviderName!).TargetModel;
            if (context.GetService<IModelRuntimeInitializer>().Initialize(model, designTime: true, validationLogger: null).GetRelationalModel() is var relational
                && relational.Tables.Any())
                ModelState.Load(schema, relational);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A model that cannot be built has a finding of its own where its migration is run; here it only knows nothing.
        }
    }

    private static IEnumerable<(Finding Finding, IReadOnlyList<(string Table, string? Schema)> Tables)> Findings(LintedMigration migration, LintScope scope)
    {
        if (migration.Code.Failure is { } failure)
        {
            var message = $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}";
            return [(CheckRule.CannotRun.Of(migration, null, message, scope.Positions), [])];
        }

        return migration.Steps
            .SelectMany(s => s.Judgements.Where(j => j.Severity > Severity.None && !PhasedExemptions.Covers(migration.Code.Phase, s, j))
                .Select(j => (JudgedFinding.Of(migration, s, j, scope), OperationText.Tables(s.Operation))))
            .Concat(MigrationChecks.Check(migration, scope).Select(f => (f, (IReadOnlyList<(string, string?)>)[])));
    }

    private IEnumerable<(Finding Finding, IReadOnlyList<(string Table, string? Schema)> Tables)> Undiscovered(LintRequest request, LintScope scope)
        => request is { From: null or "0", To: null }
            ? Discovery.Check(_assembly.Assembly, context.GetType(), scope.Positions).Select(f => (f, (IReadOnlyList<(string, string?)>)[]))
            : [];
}
