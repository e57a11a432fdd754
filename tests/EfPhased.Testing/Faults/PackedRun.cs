using System.Globalization;
using EfPhased.Gates;
using EfPhased.Running;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>A command of the tool, such as <c>apply --phase expand</c>.</summary>
/// <param name="Phase">The phase to apply, or the one that a rollback takes back.</param>
/// <param name="Back">True for a rollback.</param>
internal sealed record PackedCommand(Phase Phase, bool Back)
{
    /// <summary>All phases up, and all of them back.</summary>
    public static IReadOnlyList<PackedCommand> All { get; } =
        [new(Phase.Expand, false), new(Phase.Switch, false), new(Phase.Contract, false), new(Phase.Contract, true), new(Phase.Switch, true), new(Phase.Expand, true)];

    public static PackedCommand Parse(string text)
        => new(Enum.Parse<Phase>(text.TrimStart('-')), text.StartsWith('-'));

    public override string ToString() => (Back ? "-" : "") + Phase.ToString();
}

/// <summary>Runs commands on packed migrations as the tool does.</summary>
internal static class PackedRun
{
    // Both versions are only played here, so nothing has to be quiet; and a held lock is to be given up on soon.
    private static readonly RunSettings Settings = new()
    {
        LockAttempts = 2,
        AcceptsLoss = _ => true,
        Policy = new GatePolicy { Quiet = TimeSpan.Zero },
        Overrides = [new GateOverride("statements", "the test's own")],
    };

    public static async Task RunAsync(
        TestServer server, string connectionString, MigrationPack pack, PackedCommand command, IRunObserver observer, CancellationToken cancel,
        TimeProvider? clock = null)
    {
        await using var context = PackedContext.Open(server, connectionString, pack.Assembly);
        var runner = PhasedRunner.For(context, Settings with { Clock = clock ?? TimeProvider.System }, observer);
        if (!command.Back)
            await runner.ApplyAsync(command.Phase, MigrationPack.Change, cancel);
        else
            await runner.RollbackAsync(MigrationPack.Change, command.Phase == Phase.Expand ? null : command.Phase - 1, cancel);
    }

    public static async Task<PhasedChangeStatus> StatusAsync(TestServer server, string connectionString, MigrationPack pack)
    {
        await using var context = PackedContext.Open(server, connectionString, pack.Assembly);
        return Assert.Single(await PhasedRunner.For(context, Settings, SilentObserver.Instance).GetChangesAsync(CancellationToken.None));
    }

    /// <summary>A process of its own that runs one command: <c>fault-worker CONNECTION PACK COMMAND</c>.</summary>
    /// <returns>0 when the command ended; 1 when it stopped with a numbered error.</returns>
    public static async Task<int> WorkAsync(TestServer server, string[] args)
    {
        try
        {
            await RunAsync(server, args[1], MigrationPack.Load(args[2]), PackedCommand.Parse(args[3]), new ConsoleObserver(), CancellationToken.None);
            return 0;
        }
        catch (PhasedException e)
        {
            Console.WriteLine(e.Code);
            return 1;
        }
    }

    private sealed class ConsoleObserver : IRunObserver
    {
        public void Report(RunEvent e)
            => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{e.GetType().Name}"));
    }
}
