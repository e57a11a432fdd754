using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using EfPhased.Infrastructure;
using EfPhased.Running;
using EfPhased.Testing.Models;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Oracles;

/// <summary>What <c>dotnet ef migrations add</c> and <c>database update</c> do without phases, in one step.</summary>
public static class PlainEf
{
    /// <summary>Creates the schema of a model in an empty database.</summary>
    public static Task CreateAsync(TestServer server, string connectionString, IModel model, CancellationToken cancel = default) =>
        MigrateAsync(server, connectionString, from: null, model, cancel);

    /// <summary>Runs the difference between two models.</summary>
    public static async Task MigrateAsync(
        TestServer server,
        string connectionString,
        IModel? from,
        IModel to,
        CancellationToken cancel = default)
    {
        await using var context = ModelContext.Open(server, connectionString, to);
        var operations = context.GetService<IMigrationsModelDiffer>().GetDifferences(from?.GetRelationalModel(), to.GetRelationalModel());
        var migration = new Difference(operations, to);
        var history = context.GetService<IHistoryRepository>().GetInsertScript(new HistoryRow(Difference.Id, ProductInfo.GetVersion()));
        var commands = ProviderMigrations.Find(context.GetService<IMigrator>(), migration, previous: null, Direction.Up)!.Where(c => c.CommandText != history).ToList();
        await context.GetService<IMigrationCommandExecutor>()
            .ExecuteNonQueryAsync(commands, context.GetService<IRelationalConnection>(), cancel);
    }

    [Migration(Id)]
    private sealed class Difference(IReadOnlyList<MigrationOperation> operations, IModel model) : Migration
    {
        public const string Id = "20260101000000_Plain";

        public override IModel TargetModel => model;

        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Operations.AddRange(operations);
    }
}
