using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EfPhased.Testing.Servers;
using Npgsql;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A primary of our own and a streaming replica of it that applies everything late.</summary>
internal sealed class ReplicatedServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("efphased-replica-");
    private readonly int _primaryPort = FreePort();
    private readonly int _replicaPort = FreePort();
    private readonly List<string> _running = [];

    private ReplicatedServer() => Server = new PostgreSqlServer(Connection(_primaryPort));

    public TestServer Server { get; }

    public string Replica => Connection(_replicaPort);

    private string PrimaryFolder => Path.Combine(_folder.FullName, "primary");

    private string ReplicaFolder => Path.Combine(_folder.FullName, "replica");

    public static async Task<ReplicatedServer> StartAsync(TimeSpan delay)
    {
        ReplicatedServer server = new();
        try
        {
            await server.SetUpAsync(delay);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task SetDelayAsync(TimeSpan delay)
    {
        await using NpgsqlConnection connection = new(Replica + ";Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync($"ALTER SYSTEM SET recovery_min_apply_delay = '{delay.TotalMilliseconds:0}ms'");
        await connection.ExecuteAsync("SELECT pg_reload_conf()");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var folder in Enumerable.Reverse(_running))
            await RunAsync("pg_ctl", "stop", "-D", folder, "-m", "immediate", "-w");
        _folder.Delete(recursive: true);
    }

    private async Task SetUpAsync(TimeSpan delay)
    {
        if (IsRoot)
            await ProcessAsync("chown", "nobody:nogroup", _folder.FullName);
        await RunAsync("initdb", "-D", PrimaryFolder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await AppendAsync(PrimaryFolder, $"""
            port = {_primaryPort}
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            fsync = off
            shared_buffers = 16MB
            max_wal_senders = 4
            """);
        await StartAsync(PrimaryFolder);
        await RunAsync(
            "pg_basebackup", "-d", $"host=127.0.0.1 port={_primaryPort} user=postgres", "-D", ReplicaFolder, "-R", "-X", "stream", "-c", "fast", "--no-sync");
        await AppendAsync(ReplicaFolder, $"""
            port = {_replicaPort}
            recovery_min_apply_delay = '{delay.TotalMilliseconds:0}ms'
            wal_receiver_status_interval = 1s
            """);
        await StartAsync(ReplicaFolder);
    }

    private async Task StartAsync(string folder)
    {
        await RunAsync("pg_ctl", "start", "-D", folder, "-w", "-l", Path.Combine(_folder.FullName, Path.GetFileName(folder) + ".log"));
        _running.Add(folder);
    }

    // The folder is the server's own, so it writes.
    private static Task AppendAsync(string folder, string settings)
        => ProcessAsync("sh", "-c", $"printf '%s\\n' \"$1\" >> \"$2\"", "sh", settings, Path.Combine(folder, "postgresql.conf"));

    private static bool IsRoot => Environment.UserName == "root";

    private static Task RunAsync(string program, params string[] arguments) => ProcessAsync(Path.Combine(Programs, program), arguments);

    private static async Task ProcessAsync(string program, params string[] arguments)
    {
        // The server refuses to run as root.
        var asOther = IsRoot && program != "chown";
        using var process = Process.Start(asOther
            ? new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program, .. arguments]) { RedirectStandardOutput = true }
            : new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    private static string Programs
        => Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order().FirstOrDefault()
            ?? throw new InvalidOperationException("The server's programs are not installed (initdb, pg_basebackup). ./build/test.sh installs them.");

    private static string Connection(int port) => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
