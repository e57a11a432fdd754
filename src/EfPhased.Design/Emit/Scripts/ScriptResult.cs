namespace EfPhased.Design.Emit.Scripts;

/// <summary>What <see cref="ScriptEmitter"/> wrote.</summary>
internal sealed record ScriptResult(IReadOnlyList<ScriptBundle> Bundles);

/// <param name="Change">The change.</param>
/// <param name="Folder">The folder of its files.</param>
/// <param name="Files">The files' names, in the order in which people read them.</param>
/// <param name="Notes">What the reader would miss among them.</param>
internal sealed record ScriptBundle(string Change, string Folder, IReadOnlyList<string> Files, IReadOnlyList<string> Notes);
