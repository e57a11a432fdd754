using System.Text;
using EfPhased.Design.Emit.Scripts.MySql;
using EfPhased.Design.Emit.Scripts.PostgreSql;
using EfPhased.Running;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// Writes the scripts of changes: for review, and for running with the server's own client where no tool may run. Needs no database.
/// </summary>
internal sealed class ScriptEmitter(RunServices services)
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="change">The change; null for every change of the migrations assembly.</param>
    /// <param name="outputDir">Gets a folder for each change.</param>
    /// <param name="evidenceFile">What a scan of the code saw, to go with the scripts; null when there was none.</param>
    /// <exception cref="PhasedException">
    /// EFP2017: there is no such change. EFP4301: a table cannot be filled by a script. EFP4302: the evidence cannot be used.
    /// </exception>
    public ScriptResult Write(string? change, string outputDir, string? evidenceFile = null)
    {
        var evidence = evidenceFile is null ? null : ScriptEvidence.Read(evidenceFile);
        var changes = change is null ? services.Changes : [services.Change(change)];

        // Everything is made before anything is written, so that an error leaves the files as they were.
        var bundles = changes.Select(c => (Change: c, Files: Make(c, evidence))).ToList();
        return new ScriptResult([.. bundles.Select(b => Save(b.Change, b.Files, Path.Combine(outputDir, FolderName(b.Change.Name))))]);
    }

    private List<(string Name, string Text)> Make(PhasedChange change, ScriptEvidence? evidence)
    {
        ScriptWriter writer = services.Dialect.HasTransactionalDdl ? new PostgreSqlScriptWriter(services) : new MySqlScriptWriter(services);
        var scripts = ChangeScripts.Of(change, services);
        List<(string Name, string Text)> files = [.. scripts.Select(s => (s.Name, writer.Write(s)))];
        files.Add(("verify.sql", writer.WriteVerification(change)));
        files.Add(("README.md", BundleReadme.Write(change, scripts, services, writer, evidence)));
        files.Add(("manifest.json", BundleManifest.Write(change, files, services)));

        // Not in the manifest: it has a checksum of its own, and the time in it would make every manifest another.
        if (evidence?.Of(change.Name) is not null)
            files.Add((ScriptEvidence.FileName, evidence.Text));
        return files;
    }

    private static ScriptBundle Save(PhasedChange change, List<(string Name, string Text)> files, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var stale in Directory.EnumerateFiles(folder, "*.sql").Append(Path.Combine(folder, ScriptEvidence.FileName)).Where(f => files.All(n => n.Name != Path.GetFileName(f))))
            File.Delete(stale);
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text, WithoutMark);
        return new ScriptBundle(change.Name, folder, files.ConvertAll(f => f.Name), [.. ChangeScripts.WaysBackMissing(change)]);
    }

    // A change named by hand may hold what no file system takes.
    private static string FolderName(string change)
        => string.Concat(change.Select(c => Path.GetInvalidFileNameChars().Contains(c) || c is '\\' or ':' ? '_' : c)).Trim('.');
}
