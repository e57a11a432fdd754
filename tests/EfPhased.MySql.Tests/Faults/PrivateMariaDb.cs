using EfPhased.Testing.Servers;

namespace EfPhased.MySql.Tests.Faults;

/// <summary>MariaDB whose data folder is on a small disk.</summary>
internal sealed class PrivateMariaDb : PrivateServer
{
    private string Data => Path.Combine(DiskFolder, "data");

    public override TestServer Server => field ??= new MySqlServer($"Server=127.0.0.1;Port={Port};User ID=root;Password=");

    protected override int Megabytes => 256;

    // Without room for a trigger's small files, DROP TRIGGER succeeds on MariaDB 10.11 and leaves a trigger that works and has no name any
    // more. No table's file grows by as little as this.
    public override int SparedKilobytes => 48;

    protected override string CrashSignal => "-KILL";

    // The log has its space from the beginning; only rows and tables need more of it.
    protected override IReadOnlyList<string> ServerCommand =>
    [
        "mariadbd", "--no-defaults", $"--datadir={Data}", $"--port={Port}", "--bind-address=127.0.0.1", $"--socket={Folder.FullName}/socket",
        "--skip-name-resolve", "--character-set-server=utf8mb4", "--lower-case-table-names=0", "--skip-log-bin", "--max-connections=200",
        "--innodb-log-file-size=8M", "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync",
    ];

    // Where an ALTER TABLE has failed for lack of space, MariaDB 10.11.19 does not start again after it was killed: its log still names the
    // file that was taken away ("#sql-alter-….ibd was not found"). A checkpoint leaves that part of the log behind.
    public override Task SettleAsync() => Server.ExecuteAsync(Server.AdministratorConnectionString, "SET GLOBAL innodb_log_checkpoint_now = ON");

    protected override Task MakeAsync()
        => RunAsync(
            "mariadb-install-db", "--no-defaults", $"--datadir={Data}", "--auth-root-authentication-method=normal", "--skip-test-db",
            "--skip-name-resolve", "--innodb-log-file-size=8M");
}
