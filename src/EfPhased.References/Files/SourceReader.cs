using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EfPhased.References.Files;

/// <summary>
/// Reads text files into buffers that it keeps: most files are looked at once, for a name that they do not hold. One per thread.
/// </summary>
internal sealed class SourceReader
{
    /// <summary>No source is that long; a dump may be, and would fill the memory.</summary>
    private const long Longest = 256 << 20;

    private byte[] bytes = new byte[1 << 16];
    private char[] chars = new char[1 << 16];

    /// <summary>The text, valid until the next call; empty for a binary file.</summary>
    public ReadOnlySpan<char> Read(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = ReadAll(handle);
        var (encoding, preamble) = Detect(bytes.AsSpan(0, length));
        if (encoding is null)
            return default;
        var most = encoding.GetMaxCharCount(length - preamble);
        if (chars.Length < most)
            chars = new char[most];
        return chars.AsSpan(0, encoding.GetChars(bytes, preamble, length - preamble, chars, 0));
    }

    private int ReadAll(SafeFileHandle handle)
    {
        var whole = RandomAccess.GetLength(handle);
        if (whole > Longest)
            throw new IOException($"it has {whole >> 20:N0} MiB, and a scan reads up to {Longest >> 20} MiB. Leave it out by 'exclude'.");
        var size = (int)whole;
        if (size > bytes.Length)
            bytes = new byte[size];
        var length = 0;
        int read;
        while (length < size && (read = RandomAccess.Read(handle, bytes.AsSpan(length, size - length), length)) > 0)
            length += read;
        return length;
    }

    private static (Encoding? Encoding, int Preamble) Detect(ReadOnlySpan<byte> content) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => content[..Math.Min(content.Length, 1024)].Contains((byte)0) ? (null, 0) : (Encoding.UTF8, 0),
    };
}
