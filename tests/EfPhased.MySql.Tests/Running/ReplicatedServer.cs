using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using MySql.Data.MySqlClient;

namespace EfPhased.MySql.Tests.Running;

/// <summary>A MariaDB server of our own and a replica of it that applies everything late.</summary>
internal sealed class ReplicatedServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("efphased-replica-");
    private readonly List<Process> _running = [];

    private ReplicatedServer(int primaryPort, int replicaPort)
    {
        Server = new OwnServer(Connection(primaryPort));
        Replica = Connection(replicaPort) + ";Pooling=false";
    }

    public TestServer Server { get; }

    public string Replica { get; }

    public static async Task<ReplicatedServer> StartAsync(TimeSpan delay)
    {
        int primary = FreePort(), replica = FreePort();
        ReplicatedServer server = new(primary, replica);
        try
        {
            if (!OperatingSystem.IsWindows() && IsRoot)
                File.SetUnixFileMode(server._folder.FullName, (UnixFileMode)0x1FF);
            await server.StartAsync("primary", primary, 1);
            await server.StartAsync("replica", replica, 2);
            await server.OnReplicaAsync(
                $"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT={primary}, MASTER_USER='root', MASTER_PASSWORD='', MASTER_USE_GTID=slave_pos, "
                + $"MASTER_DELAY={delay.TotalSeconds:0}; START SLAVE");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task SetDelayAsync(TimeSpan delay)
        => OnReplicaAsync($"STOP SLAVE; CHANGE MASTER TO MASTER_DELAY={delay.TotalSeconds:0}; START SLAVE");

    public async Task<double?> BehindAsync()
    {
        await using var connection = await Server.OpenAsync(Replica);
        await using var command = connection.CreateCommand();
        command.CommandText = "SHOW REPLICA STATUS";
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() && reader["Seconds_Behind_Master"] is var value and not DBNull
            ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task OnReplicaAsync(string sql)
    {
        await using var connection = await Server.OpenAsync(Replica);
        foreach (var statement in sql.Split(';'))
            await connection.ExecuteAsync(statement);
    }

    private async Task StartAsync(string name, int port, int id)
    {
        var data = Path.Combine(_folder.FullName, name);
        string[] user = IsRoot ? ["--user=nobody"] : [];
        using (var install = Process.Start(new ProcessStartInfo("mariadb-install-db",
            ["--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", .. user]) { RedirectStandardOutput = true })!)
        {
            await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
            if (install.ExitCode != 0)
                throw new InvalidOperationException($"mariadb-install-db ended with exit code {install.ExitCode}.");
        }

        _running.Add(Process.Start(new ProcessStartInfo("mariadbd",
        [
            "--no-defaults", $"--datadir={data}", $"--socket={Path.Combine(_folder.FullName, name + ".sock")}", $"--port={port}", "--bind-address=127.0.0.1",
            $"--server-id={id}", "--log-bin=log", "--binlog-format=ROW", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M",
            $"--log-error={Path.Combine(data, "error.log")}", .. user,
        ]))!);
        await UntilReadyAsync(Connection(port) + ";Pooling=false", _running[^1]);
    }

    private async Task UntilReadyAsync(string connection, Process process)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var opened = await Server.OpenAsync(connection);
                return;
            }
            catch (MySqlException) when (attempt < 300 && !process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string Connection(int port) => $"Server=127.0.0.1;Port={port};User ID=root;Password=";

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class OwnServer(string administrator) : TestServer
    {
        public override ServerKind Kind => ServerKind.MySql;

        public override string AdministratorConnectionString => administrator;

        public override void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseMySqlData(connectionString);

        protected override DbConnection CreateConnection(string connectionString) => new MySqlConnection(connectionString);

        protected override void ClearPool(DbConnection connection) => MySqlConnection.ClearAllPools();
    }
}
