using System.Diagnostics;
using System.Text;

namespace EfPhased.Package.Tests.Support;

/// <summary>
/// A process of the users' application, from a copy of what was built: the next build leaves it alone.
/// </summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningShop(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => _ = e.Data == "running" && _running.TrySetResult();
        _process.ErrorDataReceived += (_, e) => Append(e.Data);
        _process.Exited += (_, _) => _running.TrySetException(new InvalidOperationException("The shop ended before it ran."));
    }

    /// <summary>What it wrote to its standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public static async Task<RunningShop> StartAsync(UserProject project, string name)
    {
        var folder = Path.Combine(Path.GetDirectoryName(project.Folder)!, name);
        Copy(project.PathOf(Path.Combine("bin", "Debug", "net10.0")), folder);
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(folder, "Shop.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SHOP_CONNECTION"] = project.ConnectionString;
        RunningShop shop = new(start);
        shop._process.Start();
        shop._process.BeginOutputReadLine();
        shop._process.BeginErrorReadLine();
        try
        {
            await shop._running.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"{name} does not run: {shop.Errors}", e);
        }

        return shop;
    }

    /// <summary>Lets it end in its own time.</summary>
    /// <returns>What it wrote to its standard error.</returns>
    public async Task<string> StopAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(limit.Token);
        return Errors;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is null)
            return;
        lock (_errors)
            _errors.Append(line).Append('\n');
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
