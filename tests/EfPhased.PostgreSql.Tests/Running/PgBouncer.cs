using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A pooler of our own in transaction mode, in front of the test server. It gives a server session to whoever has a transaction.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private PgBouncer(Process process, DirectoryInfo folder, string connectionString)
    {
        _process = process;
        _folder = folder;
        ConnectionString = connectionString;
    }

    /// <summary>The way to the database through the pooler.</summary>
    public string ConnectionString { get; }

    public static async Task<PgBouncer> StartAsync(string connectionString)
    {
        NpgsqlConnectionStringBuilder server = new(connectionString);
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("efphased-pgbouncer-");
        var settings = Path.Combine(folder.FullName, "pgbouncer.ini");
        var users = Path.Combine(folder.FullName, "users.txt");
        await File.WriteAllTextAsync(users, $"\"{server.Username}\" \"{server.Password}\"\n");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={server.Host} port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {users}
            pool_mode = transaction
            default_pool_size = 2
            server_idle_timeout = 2
            """));

        var process = Process.Start(StartInfo(settings, folder))!;
        server.Host = "127.0.0.1";
        server.Port = port;
        PgBouncer pooler = new(process, folder, server.ConnectionString + ";No Reset On Close=true");
        await pooler.UntilReadyAsync();
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ProcessStartInfo StartInfo(string settings, DirectoryInfo folder)
    {
        var program = new[] { "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("pgbouncer is not installed. Install it (apt-get install pgbouncer), or run ./build/test.sh, which does.");
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
            return new ProcessStartInfo(program, ["-q", settings]);

        // It refuses to run as root.
        File.SetUnixFileMode(folder.FullName, folder.UnixFileMode | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program, "-q", settings]);
    }

    private async Task UntilReadyAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using NpgsqlConnection connection = new(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 100 && !_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
