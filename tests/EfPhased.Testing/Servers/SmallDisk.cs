using System.Diagnostics;

namespace EfPhased.Testing.Servers;

/// <summary>
/// A disk in memory that is soon full. It is mounted where only its own processes see it, so nothing of it outlives them.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int NoSpaceLeft = 28;

    private readonly Process _holder;
    private readonly string _folder;

    private SmallDisk(Process holder, string folder)
    {
        _holder = holder;
        _folder = folder;
    }

    // What the holder sees, seen from outside.
    private string Ballast => Path.Combine($"/proc/{_holder.Id}/root{_folder}", "ballast");

    /// <summary>Null where this user may not mount anything.</summary>
    public static async Task<SmallDisk?> TryMakeAsync(string folder, int megabytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return null;

        // It ends with its input, which is ours: not even a killed test leaves it behind.
        var holder = Process.Start(new ProcessStartInfo(
            "unshare",
            ["--mount", "sh", "-c", "mount -t tmpfs -o size=\"$1\"m,mode=0777 tmpfs \"$2\" && echo ready && exec cat", "sh", $"{megabytes}", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await holder.StandardOutput.ReadLineAsync() == "ready")
            return new SmallDisk(holder, folder);
        await holder.WaitForExitAsync();
        holder.Dispose();
        return null;
    }

    /// <summary>The command that sees the disk.</summary>
    public IReadOnlyList<string> Command(IEnumerable<string> command)
        => ["nsenter", "--mount", $"--target={_holder.Id}", .. command];

    /// <param name="sparedKilobytes">How much is left after all.</param>
    public void Fill(int sparedKilobytes)
    {
        // Less and less at a time, to the last page.
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size >= 1 << 12; size >>= 4)
        {
            var block = new byte[size];
            try
            {
                while (true)
                    file.Write(block);
            }
            catch (IOException e) when (e.HResult == NoSpaceLeft)
            {
                // That was the last block of this size.
            }
        }

        file.SetLength(Math.Max(0, file.Length - (sparedKilobytes << 10)));
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
    }
}
