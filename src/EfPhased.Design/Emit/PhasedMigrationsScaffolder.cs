using System.Text;
using System.Text.RegularExpressions;
using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;

namespace EfPhased.Design.Emit;

/// <summary>
/// Writes the migrations of a change where EF Core would have put its one, with EF Core's own rules for names and folders.
/// </summary>
internal sealed partial class PhasedMigrationsScaffolder(
    MigrationsScaffolderDependencies dependencies,
    MigrationsCodeGeneratorDependencies codeDependencies,
    CSharpMigrationsGeneratorDependencies csharpDependencies,
    CSharpMigrationOperationGeneratorDependencies operationDependencies)
    : MigrationsScaffolder(dependencies)
{
    /// <summary>Writes the migrations in the place of a plain one and deletes that.</summary>
    /// <returns>The files written, or that would be written.</returns>
    /// <exception cref="PhasedException">EFP4089: the plain migration's source is not where its name says. Nothing was written.</exception>
    public IReadOnlyList<string> Replace(
        string plainId, PhasedPlan plan, IModel? before, string projectDir, string? rootNamespace, bool dryRun)
    {
        var extension = Dependencies.MigrationsCodeGeneratorSelector.Select(null).FileExtension;
        var source = TryGetProjectFile(projectDir, plainId + extension) ?? throw DesignErrors.FileNotFound(plainId);
        var designer = TryGetProjectFile(projectDir, plainId + ".Designer" + extension);
        var files = Write(plan, before, projectDir, rootNamespace, subNamespace: null, outputDir: null, dryRun);
        if (!dryRun)
        {
            File.Delete(source);
            if (designer is not null)
                File.Delete(designer);
        }

        return files;
    }

    /// <param name="plan">The change.</param>
    /// <param name="before">The model before it; null for the first migration.</param>
    /// <param name="projectDir">The project's folder.</param>
    /// <param name="rootNamespace">The project's root namespace.</param>
    /// <param name="subNamespace">The migrations' namespace, where the user gives one.</param>
    /// <param name="outputDir">The migrations' folder, where the user gives one.</param>
    /// <param name="dryRun">Write nothing.</param>
    /// <returns>The files written, or that would be written.</returns>
    public IReadOnlyList<string> Write(
        PhasedPlan plan, IModel? before, string projectDir, string? rootNamespace, string? subNamespace, string? outputDir, bool dryRun)
    {
        // EF Core's own scaffolding of the same diff decides names, namespaces and the snapshot; only its migration is not used.
        var model = ScaffoldMigration(PhasedCSharpMigrationsGenerator.ClassName(plan.Migrations[0]), rootNamespace, subNamespace);
        var ns = NamespaceDeclaration().Match(model.MigrationCode) is { Success: true } match ? match.Groups[1].Value : null;
        var generator = new PhasedCSharpMigrationsGenerator(
            codeDependencies,
            csharpDependencies with { CSharpMigrationOperationGenerator = new PhasedCSharpOperationGenerator(operationDependencies) });

        var removed = RemovedPropertyLines.Of(plan, before, Dependencies.Model, csharpDependencies.CSharpHelper);

        var files = new List<string>();
        var previous = model.PreviousMigrationId;
        foreach (var migration in plan.Migrations)
        {
            var contextType = Dependencies.CurrentContext.Context.GetType();
            var code = generator.GenerateMigration(ns, plan.Change, migration);
            var scaffolded = new ScaffoldedMigration(
                model.FileExtension,
                previous,
                migration.Phase == Phase.Contract ? RemovedPropertyLines.Insert(code, removed) : code,
                migration.Id,
                generator.GenerateMetadata(
                    ns, contextType, PhasedCSharpMigrationsGenerator.ClassName(migration), migration.Id, migration.TargetModel),
                model.MigrationSubNamespace,
                model.SnapshotCode,
                model.SnapshotName,
                model.SnapshotSubnamespace);
            var saved = Save(projectDir, scaffolded, outputDir, dryRun);
            files.AddRange(new[] { saved.MigrationFile, saved.MetadataFile, saved.SnapshotFile }.OfType<string>());
            previous = migration.Id;
        }

        return [.. files.Distinct()];
    }

    /// <summary>Deletes migrations and takes the snapshot back to the model before them.</summary>
    /// <returns>The files deleted or rewritten.</returns>
    public IReadOnlyList<string> Remove(IReadOnlyList<string> migrationIds, IModel? before, string projectDir, string? rootNamespace, bool dryRun)
    {
        var generator = Dependencies.MigrationsCodeGeneratorSelector.Select(null);
        var files = migrationIds
            .SelectMany(id => new[] { id + generator.FileExtension, id + ".Designer" + generator.FileExtension })
            .Select(f => TryGetProjectFile(projectDir, f))
            .OfType<string>()
            .ToList();

        var snapshot = Dependencies.MigrationsAssembly.ModelSnapshot!.GetType();
        var snapshotFile = TryGetProjectFile(projectDir, snapshot.Name + generator.FileExtension);
        if (!dryRun)
        {
            foreach (var file in files)
                File.Delete(file);
            if (snapshotFile is not null && before is null)
                File.Delete(snapshotFile);
            else if (snapshotFile is not null)
            {
                var ns = snapshot.Namespace ?? GetNamespace(null, rootNamespace ?? "");
                File.WriteAllText(
                    snapshotFile,
                    generator.GenerateSnapshot(ns, Dependencies.CurrentContext.Context.GetType(), snapshot.Name, before!),
                    Encoding.UTF8);
            }
        }

        return snapshotFile is null ? files : [.. files, snapshotFile];
    }

    [GeneratedRegex(@"^namespace (\S+?);?\r?$", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();
}
