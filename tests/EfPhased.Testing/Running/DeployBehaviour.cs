using EfPhased.Gates;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EfPhased.Testing.Running;

/// <summary>A build is deployed only on a schema that has what it reads, and says so when it has not.</summary>
public abstract class DeployBehaviour(TestServer server)
{
    [Fact]
    public async Task A_build_waits_for_expand_its_backfill_and_its_indexes()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var before = await CheckAsync(fixture);
        Assert.False(before.IsOpen);
        Assert.Contains($"'{RenameContext.Expand}' is not applied", Of(before, "expand").Evidence);
        Assert.Contains("the backfill of 'People' (RenameName) is pending, not verified", Of(before, "backfill").Evidence);

        await fixture.ApplyAsync(Phase.Expand);
        var after = await CheckAsync(fixture);
        Assert.Equal([$"'{RenameContext.Later}' is not applied"], after.Results.Where(r => r.Outcome == GateOutcome.Refused).SelectMany(r => r.Evidence));

        await using (var context = RenameContext.Open(fixture.Database))
            await context.Database.MigrateAsync();
        Assert.True((await CheckAsync(fixture)).IsOpen);
        Assert.All((await CheckAsync(fixture)).Results, r => Assert.NotEmpty(r.Evidence));
    }

    [Fact]
    public async Task A_backfill_that_left_rows_out_holds_a_deployment_up()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await using (var context = RenameContext.Open(fixture.Database))
            await context.Database.MigrateAsync();
        await fixture.ExecuteAsync("UPDATE \"__EFPhasedBackfill\" SET state = 'filled', rows_differing = 3");
        Assert.Equal(GateOutcome.Refused, Of(await CheckAsync(fixture), "backfill").Outcome);

        // Applied by a plain script nothing is journaled: the rows are asked.
        await fixture.ExecuteAsync("DELETE FROM \"__EFPhasedBackfill\"");
        Assert.Equal(GateOutcome.Passed, Of(await CheckAsync(fixture), "backfill").Outcome);
    }

    [Fact]
    public async Task The_health_check_knows_both_ends_of_a_rollout()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await RequireHealthyAsync<OldPeople>(fixture);
        var early = await HealthAsync<NewPeople>(fixture);
        Assert.Equal(HealthStatus.Unhealthy, early.Status);
        Assert.Contains("column 'People.FullName' is mapped and not there", early.Description, StringComparison.Ordinal);
        Assert.Contains("dotnet ef-phased apply --phase expand", early.Description, StringComparison.Ordinal);

        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        await RequireHealthyAsync<OldPeople>(fixture);
        await RequireHealthyAsync<NewPeople>(fixture);

        await fixture.ApplyAsync(Phase.Contract);
        await RequireHealthyAsync<NewPeople>(fixture);
        var late = await HealthAsync<OldPeople>(fixture);
        Assert.Equal(HealthStatus.Unhealthy, late.Status);
        Assert.Contains("column 'People.Name' is mapped and not there", late.Description, StringComparison.Ordinal);
        Assert.Contains($"'{RenameContext.Contract}' is applied and unknown to this build", late.Description, StringComparison.Ordinal);
    }

    private static GateResult Of(GateReport report, string condition) => report.Results.Single(r => r.Condition == condition);

    private static async Task<GateReport> CheckAsync(RunningFixture fixture)
    {
        await using var context = RenameContext.Open(fixture.Database);
        return await RunningFixture.Runner(context, null, null).CheckDeployAsync(CancellationToken.None);
    }

    private static async Task RequireHealthyAsync<TContext>(RunningFixture fixture)
        where TContext : DbContext
    {
        var entry = await HealthAsync<TContext>(fixture);
        Assert.True(entry.Status == HealthStatus.Healthy, $"{entry.Description} {entry.Exception}");
    }

    private static async Task<HealthReportEntry> HealthAsync<TContext>(RunningFixture fixture)
        where TContext : DbContext
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddDbContext<TContext>(o =>
            {
                fixture.Database.Server.Configure(o, fixture.Database.ConnectionString);
                o.UsePhasedMigrations();
            })
            .AddHealthChecks().AddPhasedMigrations<TContext>().Services
            .BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["phased-migrations"];
    }

    // The two versions of an application, with the migration that both know.
    private sealed class OldPeople(DbContextOptions<OldPeople> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity("Person", p =>
            {
                p.ToTable("People");
                p.Property<int>("Id");
                p.Property<string>("Name");
            });
    }

    private sealed class NewPeople(DbContextOptions<NewPeople> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity("Person", p =>
            {
                p.ToTable("People");
                p.Property<int>("Id");
                p.Property<string>("FullName");
            });
    }

    [DbContext(typeof(OldPeople))]
    [Migration(RenameContext.Initial)]
    private sealed class OldInitial : HandWrittenMigration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
        }
    }

    [DbContext(typeof(NewPeople))]
    [Migration(RenameContext.Initial)]
    private sealed class NewInitial : HandWrittenMigration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
        }
    }
}
