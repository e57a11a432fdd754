using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EfPhased.Testing.Servers;

/// <summary>
/// A server of a test's own, which may die and whose disk may be full.
/// </summary>
internal abstract class PrivateServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private Process? _process;

    protected PrivateServer()
    {
        // Database servers refuse to run as root, and must reach their files as somebody else.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Folder.FullName, (UnixFileMode)0x1FF);
    }

    /// <summary>How tests connect.</summary>
    public abstract TestServer Server { get; }

    /// <summary>What the databases are on; null where none could be mounted.</summary>
    public SmallDisk? Disk { get; private set; }

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("efphased-server-");

    /// <summary>Where <see cref="Disk"/> is.</summary>
    protected string DiskFolder => Path.Combine(Folder.FullName, "disk");

    protected int Port { get; } = FreePort();

    protected abstract int Megabytes { get; }

    /// <summary>What a full disk still has room for.</summary>
    public virtual int SparedKilobytes => 0;

    /// <summary>The signal that ends the server without a word to anybody.</summary>
    protected abstract string CrashSignal { get; }

    protected abstract IReadOnlyList<string> ServerCommand { get; }

    protected static IReadOnlyList<string> AsServerUser
        => Environment.UserName == "root" ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

    /// <summary>Makes the data folder.</summary>
    protected abstract Task MakeAsync();

    /// <summary>What is set once, when the server runs for the first time.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    public async Task SetUpAsync()
    {
        try
        {
            Directory.CreateDirectory(DiskFolder);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(DiskFolder, (UnixFileMode)0x1FF);
            Disk = await SmallDisk.TryMakeAsync(DiskFolder, Megabytes);
            await MakeAsync();
            await StartAsync();
            await PrepareAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server on the spot; it recovers when it starts again.</summary>
    public async Task CrashAsync()
    {
        if (_process is null)
            return;
        await new Command("kill", [CrashSignal, $"{_process.Id}"]).RunAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task StartAsync()
    {
        IReadOnlyList<string> command = Seeing([.. AsServerUser, "sh", "-c", "exec \"$@\" >>\"$0\" 2>&1", Log, .. ServerCommand]);
        _process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)))!;
        var since = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || since.Elapsed > LongestStart)
                throw new InvalidOperationException($"{ServerCommand[0]} did not start:\n{await File.ReadAllTextAsync(Log)}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>What the server needs after its disk was full, before it may die.</summary>
    public virtual Task SettleAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        if (Disk is not null)
            await Disk.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    /// <summary>Runs a program of the server's to its end, as the server's user.</summary>
    protected async Task RunAsync(params string[] program)
    {
        var command = Seeing([.. AsServerUser, .. program]);
        (await new Command(command[0], [.. command.Skip(1)]).RunAsync()).Succeeds();
    }

    private string Log => Path.Combine(Folder.FullName, "server.log");

    private IReadOnlyList<string> Seeing(IReadOnlyList<string> command) => Disk?.Command(command) ?? command;

    private async Task<bool> AnswersAsync()
    {
        try
        {
            Server.ClearPool(Server.AdministratorConnectionString);
            await Server.ExecuteAsync(Server.AdministratorConnectionString, "SELECT 1");
            return true;
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
