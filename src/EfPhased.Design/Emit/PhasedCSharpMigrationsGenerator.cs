using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit;

/// <summary>
/// Writes a migration's class as EF Core does, and says which phase of which change it is.
/// </summary>
internal sealed class PhasedCSharpMigrationsGenerator(
    MigrationsCodeGeneratorDependencies dependencies, CSharpMigrationsGeneratorDependencies csharp)
    : CSharpMigrationsGenerator(dependencies, csharp)
{
    private const string ClassDeclaration = "public partial class ";

    public string GenerateMigration(string? migrationNamespace, string change, PlannedMigration migration)
    {
        var code = GenerateMigration(migrationNamespace, ClassName(migration), migration.Up, migration.Down);
        var attribute = $"[Phase(Phase.{migration.Phase}, {CSharpDependencies.CSharpHelper.Literal(change)})]";
        return code.Replace(ClassDeclaration, attribute + Environment.NewLine + ClassDeclaration, StringComparison.Ordinal);
    }

    // An id is a timestamp of 14 digits, an underscore and the name.
    public static string ClassName(PlannedMigration migration) => migration.Id[15..];

    protected override IEnumerable<string> GetNamespaces(IEnumerable<MigrationOperation> operations)
        => base.GetNamespaces(operations.Where(o => o is not Operations.PhasedOperation)).Append(nameof(EfPhased));
}
