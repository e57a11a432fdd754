using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Rollout;

/// <summary>
/// One running process of the shop.
/// </summary>
internal sealed class Instance : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private Instance(Application application, string connection, Uri url)
    {
        Version = application.Version;
        Http = new() { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StartLimit);
        try
        {
            await instance.WaitUntilHealthy(limit.Token);
            await instance.WarmUp(limit.Token);
            return instance;
        }
        catch (Exception e)
        {
            await instance.DisposeAsync();
            if (cancel.IsCancellationRequested || e is not (OperationCanceledException or HttpRequestException))
                throw;

            var problem = e is OperationCanceledException ? $"does not answer within {StartLimit.TotalSeconds:0} s" : $"fails: {e.Message}";
            throw new RolloutException($"A new instance of {instance.Version.Label} {problem}\n{instance.Tail()}");
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
        while (!await IsHealthy(cancel))
        {
            if (_process.HasExited)
                throw new RolloutException($"A new instance of {Version.Label} ended with {_process.ExitCode}:\n{Tail()}");

            await Task.Delay(50, cancel);
        }
    }

    private async Task<bool> IsHealthy(CancellationToken cancel)
    {
        try
        {
            using var answer = await Http.GetAsync("/healthz", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private async Task WarmUp(CancellationToken cancel)
    {
        for (var i = 1; i <= 50; i++)
        {
            foreach (var path in (string[])[$"/customers/{i}", $"/customers?{Version.NameField}=Customer%20{i}", $"/customers/{i}/orders"])
            {
                using var answer = await Http.GetAsync(path, cancel);
                answer.EnsureSuccessStatusCode();
            }
        }
    }

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
