using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Rollout;

/// <summary>
/// One running process of the shop.
/// </summary>
internal sealed class Instance : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private Instance(Application application, string connection, Uri url)
    {
        Version = application.Version;
        Http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(10) };
        _process = new()
        {
            StartInfo = new("dotnet", ["exec", application.Assembly, "--urls", url.ToString()])
            {
                WorkingDirectory = application.Project,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["ConnectionStrings__Shop"] = connection,
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                    ["Logging__LogLevel__Default"] = "Critical",
                },
            },
        };
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
    }

    public ShopVersion Version { get; }

    public HttpClient Http { get; }

    /// <summary>Requests that were given to this instance and are not answered; guarded by the load balancer.</summary>
    public int InFlight { get; set; }

    public static async Task<Instance> Start(Application application, string connection, CancellationToken cancel)
    {
        Instance instance = new(application, connection, new Uri($"http://127.0.0.1:{FreePort()}"));
        instance._process.Start();
        instance._process.BeginOutputReadLine();
        instance._process.BeginErrorReadLine();
        try
        {
            await instance.WaitUntilHealthy(cancel);
            await instance.WarmUp(cancel);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        Http.Dispose();
        _process.Dispose();
    }

    private async Task WaitUntilHealthy(CancellationToken cancel)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < StartLimit && !_process.HasExited; await Task.Delay(50, cancel))
        {
            try
            {
                using var answer = await Http.GetAsync("/healthz", cancel);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException || IsTimeout(e, cancel))
            {
                // not listening yet, or too busy with starting
            }
        }

        throw new RolloutException($"An instance of {Version.Label} did not become healthy:\n{Tail()}");
    }

    private async Task WarmUp(CancellationToken cancel)
    {
        for (var i = 1; i <= 50; i++)
        {
            foreach (var path in (string[])[$"/customers/{i}", $"/customers?{Version.NameField}=Customer%20{i}", $"/customers/{i}/orders"])
                await WarmUp(path, cancel);
        }
    }

    private async Task WarmUp(string path, CancellationToken cancel)
    {
        try
        {
            using var answer = await Http.GetAsync(path, cancel);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception e) when (e is HttpRequestException || IsTimeout(e, cancel))
        {
            throw new RolloutException($"A new instance of {Version.Label} does not answer GET {path}: {e.Message}\n{Tail()}");
        }
    }

    private static bool IsTimeout(Exception e, CancellationToken cancel) => e is OperationCanceledException && !cancel.IsCancellationRequested;

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Remember(string? line)
    {
        if (line is null)
            return;

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 30)
                _lastLines.Dequeue();
        }
    }

    private string Tail()
    {
        lock (_lastLines)
            return string.Join('\n', _lastLines);
    }
}
