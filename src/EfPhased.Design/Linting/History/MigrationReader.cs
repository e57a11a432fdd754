using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// Runs the <c>Up</c> of migrations. What is in their Designer files is not asked for: building hundreds of models takes minutes.
/// </summary>
/// <param name="assembly">Finds and creates migrations, as the application has it.</param>
/// <param name="provider">The name of the provider.</param>
internal sealed class MigrationReader(IMigrationsAssembly assembly, string provider)
{
    private static readonly MethodInfo Up = typeof(Migration).GetMethod("Up", BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <param name="id">The migration's id.</param>
    /// <param name="type">Its class.</param>
    /// <param name="twice">Run it a second time, to see whether it does the same.</param>
    public MigrationCode Read(string id, TypeInfo type, bool twice)
    {
        try
        {
            var operations = Run(type);
            var code = new MigrationCode(id, type, operations);
            return twice && OperationComparison.FirstDifference([.. operations.Select(o => o.Operation)], [.. Run(type).Select(o => o.Operation)])
                is var (index, part) ? code with { Unsteady = index, UnsteadyPart = part } : code;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Somebody's code: whatever it throws is a finding about it.
            return new MigrationCode(id, type, []) { Failure = e is TargetInvocationException { InnerException: { } inner } ? inner : e };
        }
    }

    private IReadOnlyList<RecordedOperation> Run(TypeInfo type)
    {
        var migration = assembly.CreateMigration(type, provider);

        // A class that makes its operations in another way than EF Core does is asked for them.
        if (type.GetProperty(nameof(Migration.UpOperations))!.DeclaringType != typeof(Migration))
            return [.. migration.UpOperations.Select(o => new RecordedOperation(o, null))];

        var builder = new RecordingMigrationBuilder(provider);
        Up.Invoke(migration, [builder]);
        return builder.Recorded;
    }
}
