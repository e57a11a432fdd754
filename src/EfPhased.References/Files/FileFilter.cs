using System.Collections.Concurrent;

namespace EfPhased.References.Files;

/// <summary>
/// Reads files, all processors at once, and tells which of them hold a name.
/// </summary>
internal sealed class FileFilter(ScanProblems problems)
{
    private readonly ConcurrentDictionary<string, byte> read = new(StringComparer.Ordinal);

    public int Read => read.Count;

    /// <summary>What each file holds; files that hold nothing are left out.</summary>
    public IReadOnlyDictionary<string, NameHits> Find(IReadOnlyList<string> files, NameFilter names, Func<string, NameHits> enough)
    {
        var found = new ConcurrentDictionary<string, NameHits>(StringComparer.Ordinal);
        Parallel.ForEach(Partitioner.Create(0, files.Count, 64), () => new SourceReader(), (range, _, reader) =>
        {
            for (var i = range.Item1; i < range.Item2; i++)
            {
                var hits = Look(files[i], reader, names, enough(files[i]));
                if (hits != NameHits.None)
                    found[files[i]] = hits;
            }

            return reader;
        }, static _ => { });
        return found;
    }

    public IReadOnlyCollection<string> Find(IReadOnlyList<string> files, IReadOnlyList<string> words) =>
        [.. Find(files, new NameFilter(words, []), static _ => NameHits.Column).Where(f => (f.Value & NameHits.Column) != 0).Select(f =>
            f.Key)];

    private NameHits Look(string file, SourceReader reader, NameFilter names, NameHits enough)
    {
        try
        {
            var text = reader.Read(file);
            read.TryAdd(file, 0);
            return names.Find(text, enough);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add("EFP6052", file, $"The file could not be read: {e.Message}");
            return NameHits.None;
        }
    }
}
