using System.Data.Common;
using System.Diagnostics;
using EfPhased.Testing.Servers;

namespace EfPhased.MySql.Tests.Running;

/// <summary>A session of another process: the client program, whose process has a number of its own.</summary>
internal sealed class MariaDbSession : IAsyncDisposable
{
    private readonly Process _process;

    private MariaDbSession(Process process) => _process = process;

    public static async Task<IAsyncDisposable> OpenAsync(TestDatabase database)
    {
        DbConnectionStringBuilder settings = new() { ConnectionString = database.ConnectionString };
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("EFPHASED_MARIADB") is { Length: > 0 } program ? program : "mariadb")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        foreach (var argument in new[]
        {
            "--no-defaults", "--protocol=tcp", "--unbuffered", "--skip-column-names", $"--host={settings["Server"]}", $"--port={settings["Port"]}",
            $"--user={settings["User ID"]}", database.Name,
        })
            start.ArgumentList.Add(argument);
        start.Environment["MYSQL_PWD"] = (string)settings["Password"];

        MariaDbSession session = new(Process.Start(start)!);
        await session._process.StandardInput.WriteLineAsync("SELECT 'ready';");
        await session._process.StandardInput.FlushAsync();
        if (await session._process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The mariadb client did not answer.");
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
