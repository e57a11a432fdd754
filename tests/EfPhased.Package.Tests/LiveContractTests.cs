using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>
/// Both versions of the shop run and write while the contract is asked for: it is refused for each thing that remains, and runs when
/// the last is gone, under the new version's traffic.
/// </summary>
[Collection(PackagesCollection.Running)]
public sealed class LiveContractTests(PackedTool tool)
{
    // A writer's record lies behind the truth by up to ten seconds.
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromSeconds(14);

    [Fact]
    public async Task A_contract_waits_until_nothing_refers_to_the_old_shape()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE EXTENSION pg_stat_statements");
        using var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        project.Replace("ShopContext.Provider.cs", ".UsePhasedMigrations()", ".UsePhasedMigrations(o => o.RegisterInstance(name: \"shop\"))");
        project.Write("Program.cs", Application("Name"));
        project.Write("efphased.json", """{ "gate": { "quiet": "00:00:02", "instances": { "window": "00:00:01" } } }""");
        await project.AddInitialMigrationAsync();
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        await database.FillAsync("Customers", "Name");

        await using var old = await RunningShop.StartAsync(project, "v1");
        project.ChangeModel();
        project.Write("Program.cs", Application("FullName"));
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        (await project.EfPhasedAsync("apply", "--phase", "expand")).Succeeds();
        await using var next = await RunningShop.StartAsync(project, "v2");
        (await project.EfPhasedAsync("apply", "--phase", "switch", "--no-build")).Succeeds();
        await Task.Delay(TimeSpan.FromSeconds(1));

        var alive = await RefusedAsync(project);

        // Its row comes within a minute after the tables are there; its sessions are known by their tag at once.
        Assert.Matches("instances: (shop |[0-9]+ sessions of .efp:)", alive);
        Assert.Contains("last write: 'Customers' was last written to through the old shape alone at ", alive, StringComparison.Ordinal);
        Assert.Contains("statements: ", alive, StringComparison.Ordinal);
        Assert.Contains("shop", (await project.EfPhasedAsync("instances", "--no-build")).Succeeds().Output, StringComparison.Ordinal);

        await old.StopAsync();
        await Task.Delay(UntilQuiet);
        var seen = await RefusedAsync(project);
        Assert.DoesNotContain("instances: ", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("last write: ", seen, StringComparison.Ordinal);
        Assert.Contains("calls since ", seen, StringComparison.Ordinal);

        string[] overridden = ["--override", "statements", "--reason", "V1 ran until it was drained"];
        await database.ExecuteAsync("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"Customers\"");
        Assert.Contains("Names", await RefusedAsync(project, overridden), StringComparison.Ordinal);
        await database.ExecuteAsync("DROP VIEW \"Names\"");

        await WithoutTriggersAsync(database, "UPDATE \"Customers\" SET \"Name\" = 'x' WHERE \"Id\" = 3");
        Assert.Contains("data: 1 rows of 'Customers' differ (FullName): Id=3", await RefusedAsync(project, overridden), StringComparison.Ordinal);
        await WithoutTriggersAsync(database, "UPDATE \"Customers\" SET \"Name\" = \"FullName\" WHERE \"Id\" = 3");

        project.Write("Report.cs", """
            namespace Shop;

            public static class Report
            {
                public const string Names = "SELECT c.\"Name\" FROM \"Customers\" AS c";
            }
            """);
        var code = await RefusedAsync(project, overridden, build: true);
        Assert.Contains("code: ", code, StringComparison.Ordinal);
        Assert.Contains("Report.cs", code, StringComparison.Ordinal);
        File.Delete(project.PathOf("Report.cs"));

        (await project.EfPhasedAsync(["apply", "--phase", "contract", .. overridden])).Succeeds();
        Assert.Contains("V1 ran until it was drained", (await project.EfPhasedAsync("status", "--no-build")).Succeeds().Output, StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal("", await next.StopAsync());
        Assert.Equal("", old.Errors);
    }

    private static async Task<string> RefusedAsync(UserProject project, string[]? more = null, bool build = false)
        => (await project.EfPhasedAsync(["apply", "--phase", "contract", .. build ? (string[])[] : ["--no-build"], .. more ?? []])).Fails(3, "EFP3001").Text;

    private static Task WithoutTriggersAsync(TestDatabase database, string sql)
        => database.ExecuteAsync($"SET session_replication_role = replica; {sql}; SET session_replication_role = origin");

    // Writes and reads until its input ends; whatever fails is an error of the rollout.
    private static string Application(string property) => $$"""
        using Microsoft.EntityFrameworkCore;
        using Shop;

        var stopped = Task.Run(Console.In.ReadLine);
        for (var i = 0; !stopped.IsCompleted; i++)
        {
            try
            {
                await using ShopContext db = new();
                db.Customers.Add(new Customer { Email = $"{Guid.NewGuid():N}@example.org", {{property}} = $"Customer {i}" });
                await db.SaveChangesAsync();
                var customer = await db.Customers.OrderByDescending(c => c.Id).FirstAsync();
                customer.{{property}} += "!";
                await db.SaveChangesAsync();
                if (i == 0)
                    Console.WriteLine("running");
            }
            catch (DbUpdateConcurrencyException)
            {
                // Both versions take the newest customer.
            }
            catch (Exception e)
            {
                Console.Error.WriteLine(e.ToString());
            }

            await Task.Delay(20);
        }
        """;
}
