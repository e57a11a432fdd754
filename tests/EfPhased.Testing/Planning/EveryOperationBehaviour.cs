using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using EfPhased.Design.Planning;
using EfPhased.Testing.Goldens;
using EfPhased.Testing.Models;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Testing.Planning;

/// <summary>
/// Whatever EF Core's differ finds has recipes that plan it, or an error that refuses it with its reason: one golden table of them.
/// </summary>
public abstract class EveryOperationBehaviour(TestServer server)
{
    /// <summary>Rows that only this provider has.</summary>
    private protected abstract IEnumerable<OperationRow> OwnRows { get; }

    [Fact]
    public void Is_planned_or_refused() => Verify();

    /// <summary>What a differ never makes of two models: only people write it.</summary>
    private static readonly HashSet<string> HandWrittenOnly = ["SqlOperation", "DropSchemaOperation", "CreateDatabaseOperation"];

    private void Verify([CallerFilePath] string testFile = "")
    {
        var seen = new HashSet<Type>();
        var text = new StringBuilder("| operation | condition | answered by | phases |\n| --- | --- | --- | --- |\n");
        foreach (var row in ColumnRows.All.Concat(KeyRows.All).Concat(TableRows.All).Concat(OwnRows))
            text.Append($"| {row.Operation} | {row.Condition} | {Answer(row, seen)} |\n");

        // The provider's own operations, and EF Core's, whatever version brings new ones.
        var all = typeof(MigrationOperation).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(MigrationOperation)) && !t.IsAbstract && !HandWrittenOnly.Contains(t.Name))
            .Except(Unreachable);
        Assert.Empty(all.Except(seen).Select(t => t.Name).Order(StringComparer.Ordinal));
        Golden.Verify(text.ToString(), server.Kind.ToString(), testFile, "Table");
    }

    /// <summary>Operations that this provider's differ never makes, and the base classes that are not abstract.</summary>
    private protected virtual IEnumerable<Type> Unreachable => [typeof(TableOperation)];

    private string Answer(OperationRow row, HashSet<Type> seen)
    {
        using var context = PlanningContext.Open(server, server.AdministratorConnectionString, row.After);
        var oldModel = TestModels.Build(server, row.Before);
        var differ = context.GetService<IMigrationsModelDiffer>();
        var operations = differ.GetDifferences(oldModel.GetRelationalModel(), context.DesignTimeModel.GetRelationalModel());
        foreach (var operation in operations)
            seen.Add(operation.GetType());

        // A row must be about what it says.
        var type = row.Operation + "Operation";
        if (!operations.Any(o => o.GetType().Name == type))
            Assert.Fail($"{row.Operation}, {row.Condition}: the diff is {string.Join(", ", operations.Select(o => o.GetType().Name))}.");

        try
        {
            var plan = context.Plan("TheChange", oldModel, row.Hints);
            var recipes = plan.Answers.Values.Distinct().Order(StringComparer.Ordinal);
            return $"{string.Join(", ", recipes)} | {string.Join(", ", plan.Migrations.Select(m => m.Phase))}";
        }
        catch (PhasedException e) when (e.Code != "EFP4009")
        {
            return $"{e.Code} | refused";
        }
    }
}
