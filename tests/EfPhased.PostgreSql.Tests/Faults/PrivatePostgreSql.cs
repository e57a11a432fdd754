using EfPhased.Testing.Servers;

namespace EfPhased.PostgreSql.Tests.Faults;

/// <summary>
/// PostgreSQL whose databases are in a small tablespace. <c>EFPHASED_POSTGRES_BIN</c> names other programs than the machine's newest.
/// </summary>
internal sealed class PrivatePostgreSql : PrivateServer
{
    // A tablespace that is full stops statements; a full pg_wal would stop the server, which is another fault.
    private string Tablespace => Path.Combine(DiskFolder, "space");

    private string Data => Path.Combine(Folder.FullName, "data");

    public override TestServer Server => field ??= new PostgreSqlServer($"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres");

    protected override int Megabytes => 96;

    // As pg_ctl stop -m immediate does.
    protected override string CrashSignal => "-QUIT";

    protected override IReadOnlyList<string> ServerCommand =>
    [
        Program("postgres"), "-D", Data, "-c", $"port={Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
        "-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "max_connections=200",
        // Whoever waits finds the deadlock soon: the run, before its lock timeout ends the wait.
        "-c", "deadlock_timeout=100ms",
    ];

    private static string Program(string name)
        => Environment.GetEnvironmentVariable("EFPHASED_POSTGRES_BIN") is { Length: > 0 } folder
            ? Path.Combine(folder, name)
            : Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin", name)).Where(File.Exists)
                .OrderBy(f => f.Length).ThenBy(f => f, StringComparer.Ordinal).LastOrDefault()
                ?? throw new InvalidOperationException($"PostgreSQL's '{name}' is not installed. ./build/test.sh installs it.");

    protected override async Task MakeAsync()
    {
        await RunAsync(Program("initdb"), "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await RunAsync("mkdir", Tablespace);
    }

    protected override async Task PrepareAsync()
    {
        await Server.ExecuteAsync(Server.AdministratorConnectionString, $"CREATE TABLESPACE small LOCATION '{Tablespace}'");
        await Server.ExecuteAsync(Server.AdministratorConnectionString, "ALTER DATABASE template1 SET TABLESPACE small");
    }
}
