using System.Text.RegularExpressions;
using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit;

/// <summary>
/// Writes a migration's class as EF Core does, and says which phase of which change it is.
/// </summary>
internal sealed partial class PhasedCSharpMigrationsGenerator(
    MigrationsCodeGeneratorDependencies dependencies, CSharpMigrationsGeneratorDependencies csharp)
    : CSharpMigrationsGenerator(dependencies, csharp)
{
    public string GenerateMigration(string? migrationNamespace, string change, PlannedMigration migration)
    {
        var code = GenerateMigration(migrationNamespace, ClassName(migration), migration.Up, migration.Down);
        var attribute = $"[Phase(Phase.{migration.Phase}, {CSharpDependencies.CSharpHelper.Literal(change)})]";
        return ClassDeclaration().Replace(code, $"$1{attribute.Replace("$", "$$", StringComparison.Ordinal)}{Environment.NewLine}$0", 1);
    }

    // An id is a timestamp of 14 digits, an underscore and the name.
    public static string ClassName(PlannedMigration migration) => migration.Id[15..];

    protected override IEnumerable<string> GetNamespaces(IEnumerable<MigrationOperation> operations)
        => base.GetNamespaces(operations.Where(o => o is not Operations.PhasedOperation))
            .Concat(operations.Any(o => o is Operations.AddTombstoneOperation) ? [nameof(EfPhased), nameof(System)] : [nameof(EfPhased)]);

    [GeneratedRegex("^( *)public partial class ", RegexOptions.Multiline)]
    private static partial Regex ClassDeclaration();
}
