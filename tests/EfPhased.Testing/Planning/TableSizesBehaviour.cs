using System.Data.Common;
using EfPhased.Design.Planning;
using EfPhased.Testing.Models;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Planning;

/// <summary>A plan says how big its tables are where the server can be asked, and is made where it cannot.</summary>
public abstract class TableSizesBehaviour(TestServer server)
{
    /// <summary>Statements that make the table <c>crowd</c> with 5,000 rows and have them counted.</summary>
    protected abstract IReadOnlyList<string> Crowd { get; }

    [Fact]
    public async Task Rows_and_bytes_come_from_the_servers_statistics()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using (var connection = await database.OpenAsync())
        {
            foreach (var statement in Crowd)
                await connection.ExecuteAsync(statement);
        }

        var plan = await MeasureAsync(database.ConnectionString, "crowd", "missing");

        Assert.Null(plan.SizesUnknown);
        Assert.InRange(plan.Tables[0].Rows!.Value, 4_000, 6_000);
        Assert.InRange(plan.Tables[0].Bytes!.Value, 100_000, 10_000_000);
        Assert.Equal(new PlanTable("missing", Schema: null), plan.Tables[1]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_leaves_the_sizes_unknown()
    {
        DbConnectionStringBuilder nowhere = new() { ConnectionString = server.AdministratorConnectionString };
        nowhere["Port"] = "1";

        var plan = await MeasureAsync(nowhere.ConnectionString, "crowd");

        Assert.NotNull(plan.SizesUnknown);
        Assert.Equal([new PlanTable("crowd", Schema: null)], plan.Tables);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_connection_string_the_plan_says_what_gives_one(string? connectionString)
    {
        var plan = await MeasureAsync(connectionString, "crowd");

        Assert.Equal("no connection string; --connection gives one", plan.SizesUnknown);
        Assert.Equal([new PlanTable("crowd", Schema: null)], plan.Tables);
    }

    [Fact]
    public async Task A_cancelled_command_is_cancelled()
    {
        await using var database = await server.CreateDatabaseAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasureAsync(database.ConnectionString, new CancellationToken(canceled: true), "crowd"));
    }

    private protected Task<PlanDocument> MeasureAsync(string? connectionString, params string[] tables)
        => MeasureAsync(connectionString, CancellationToken.None, tables);

    private async Task<PlanDocument> MeasureAsync(string? connectionString, CancellationToken cancel, params string[] tables)
    {
        await using var context = ModelContext.ForServices(server, server.AdministratorConnectionString);
        context.Database.SetConnectionString(connectionString);
        return await TableSizes.MeasureAsync(
            new PlanDocument("Change", "Server", [], [], []) { Tables = [.. tables.Select(t => new PlanTable(t, Schema: null))] }, context, cancel);
    }
}
