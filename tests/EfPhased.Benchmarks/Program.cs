using EfPhased.Benchmarks;

// Ratios against a baseline in the same run; absolute times say more about the machine than about the code.
using var workspace = Workspace.Create();
await AddBenchmark.RunAsync(workspace, rounds: args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5);
