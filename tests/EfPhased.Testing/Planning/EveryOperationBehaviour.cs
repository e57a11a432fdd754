using System.Runtime.CompilerServices;
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
/// Whatever EF Core's differ finds or an author writes has recipes that plan it, or an error that refuses it with its reason: one golden
/// table, in the order of part C of the reference, all of whose conditions are in it.
/// </summary>
public abstract class EveryOperationBehaviour(TestServer server)
{
    /// <summary>What a differ never makes of two models: only people write it.</summary>
    private static readonly HashSet<string> HandWrittenOnly = ["SqlOperation", "DropSchemaOperation", "CreateDatabaseOperation"];

    /// <summary>Rows that only this provider has.</summary>
    private protected abstract IEnumerable<OperationRow> OwnRows { get; }

    /// <summary>Operations that this provider's differ never makes, and the base classes that are not abstract.</summary>
    private protected virtual IEnumerable<Type> Unreachable => [typeof(TableOperation)];

    [Fact]
    public void Is_planned_or_refused() => Verify();

    [Fact]
    public void All_conditions_of_the_reference_are_in_the_table()
    {
        Assert.Equal(ReferenceRows.Count, ReferenceRows.All.Count);
        Assert.Empty(ReferenceTable.Missing(Rows(), server.Kind));
    }

    private List<OperationRow> Rows() => [.. ColumnRows.All, .. KeyRows.All, .. TableRows.All, .. HandRows.All, .. OwnRows];

    private void Verify([CallerFilePath] string testFile = "")
    {
        var rows = Rows();
        var seen = new HashSet<Type>();
        var answers = rows.ToDictionary(r => $"{r.Operation}: {r.Condition}", r => Answer(r, seen));

        // The provider's own operations, and EF Core's, whatever version brings new ones.
        var all = typeof(MigrationOperation).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(MigrationOperation)) && !t.IsAbstract && !HandWrittenOnly.Contains(t.Name))
            .Except(Unreachable);
        Assert.Empty(all.Except(seen).Select(t => t.Name).Order(StringComparer.Ordinal));
        Golden.Verify(ReferenceTable.Render(answers, server.Kind, GetType().Assembly, testFile), server.Kind.ToString(), testFile, "Table");
    }

    private OperationAnswer Answer(OperationRow row, HashSet<Type> seen)
    {
        using var context = PlanningContext.Open(server, server.AdministratorConnectionString, row.After);
        var oldModel = TestModels.Build(server, row.Before);
        var differ = context.GetService<IMigrationsModelDiffer>();
        var operations = differ.GetDifferences(oldModel.GetRelationalModel(), context.DesignTimeModel.GetRelationalModel());
        foreach (var operation in operations)
            seen.Add(operation.GetType());

        var migration = new MigrationBuilder(context.Database.ProviderName);
        row.ByHand?.Invoke(migration);

        // A row must be about what it says.
        var type = row.Operation + "Operation";
        var names = operations.Concat(migration.Operations).Select(o => o.GetType().Name).ToList();
        if (!names.Contains(type))
            Assert.Fail($"{row.Operation}, {row.Condition}: the operations are {string.Join(", ", names)}.");

        try
        {
            var plan = context.Plan("TheChange", oldModel, row.Hints, migration.Operations);
            return OperationAnswer.Planned(plan);
        }
        catch (PhasedException e) when (e.Code != "EFP4009")
        {
            return OperationAnswer.Refused(e.Code);
        }
    }
}
