using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// Finds the line of source that a call stands on, as the compiler wrote it into the portable PDB.
/// </summary>
/// <param name="projectDir">Where files are looked for whose path the build has replaced.</param>
internal sealed class SourcePositions(string projectDir) : IDisposable
{
    private readonly Dictionary<Module, MetadataReaderProvider?> _symbols = [];
    private readonly Dictionary<string, string?> _files = new(StringComparer.Ordinal);

    /// <returns>The place in the migration's own code; null where there are no symbols.</returns>
    public SourcePosition? Find(StackTrace? call, Type migration)
    {
        var frame = call?.GetFrames().FirstOrDefault(f => f.GetMethod()?.DeclaringType is { } type && IsOf(type, migration));
        return frame?.GetMethod() is { } method ? Find(method, frame.GetILOffset()) : null;
    }

    /// <returns>The first line of a method; null where there are no symbols.</returns>
    public SourcePosition? Find(MethodBase method, int offset = 0)
    {
        if (SymbolsOf(method.Module) is not { } symbols)
            return null;
        var handle = MetadataTokens.MethodDefinitionHandle(MetadataTokens.GetRowNumber(MetadataTokens.EntityHandle(method.MetadataToken)));
        SequencePoint? found = null;
        foreach (var point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
        {
            if (point.IsHidden)
                continue;
            if (point.Offset > offset && found is not null)
                break;
            found = point;
        }

        return found is { } at && FileOf(symbols.GetString(symbols.GetDocument(at.Document).Name)) is { } file
            ? new SourcePosition(file, at.StartLine)
            : null;
    }

    public void Dispose()
    {
        foreach (var provider in _symbols.Values)
            provider?.Dispose();
    }

    // A lambda or a local function of it belongs to it too, and so does what it inherits.
    private static bool IsOf(Type type, Type migration)
        => type != typeof(Microsoft.EntityFrameworkCore.Migrations.Migration)
            && (type.IsAssignableFrom(migration) || (type.DeclaringType is { } outer && IsOf(outer, migration)));

    private MetadataReader? SymbolsOf(Module module)
    {
        if (!_symbols.TryGetValue(module, out var provider))
            _symbols[module] = provider = Open(module.FullyQualifiedName);
        return provider?.GetMetadataReader();
    }

    private static MetadataReaderProvider? Open(string assembly)
    {
        if (!File.Exists(assembly))
            return null;
        try
        {
            using var reader = new PEReader(File.OpenRead(assembly));
            return reader.TryOpenAssociatedPortablePdb(assembly, p => File.Exists(p) ? new MemoryStream(File.ReadAllBytes(p)) : null, out var provider, out _)
                ? provider
                : null;
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            // Lines are a help, not a result: without symbols there are none.
            return null;
        }
    }

    private string? FileOf(string document)
    {
        if (File.Exists(document))
            return document;
        if (!_files.TryGetValue(document, out var file))
        {
            var name = document[(document.LastIndexOfAny(['/', '\\']) + 1)..];
            _files[document] = file = Directory.Exists(projectDir)
                ? Directory.EnumerateFiles(projectDir, name, SearchOption.AllDirectories).FirstOrDefault()
                : null;
        }

        return file;
    }
}

/// <param name="File">A full path.</param>
/// <param name="Line">Starts at 1.</param>
internal sealed record SourcePosition(string File, int Line);
