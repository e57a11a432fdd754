using System.Globalization;
using EfPhased.Benchmarks;
using EfPhased.Benchmarks.Backfills;
using EfPhased.Benchmarks.Locks;
using EfPhased.PostgreSql.Tests;
using EfPhased.References;

const string Artifacts = ".artifacts/benchmarks";

// Ratios against a baseline in the same run; absolute times say more about the machine than about the code.
//   [ROUNDS [ENTITIES]]                                                  dotnet ef-phased add against dotnet ef migrations add
//   lint [ROUNDS]                                                        dotnet ef-phased lint of 500 migrations against dotnet ef migrations list
//   instances [ROUNDS]                                                   RegisterInstance() against nothing, on EFPHASED_TEST_POSTGRES
//   backfill [ROWS [ROUNDS [FOLDER [TABLES]]]]                           a backfill against one UPDATE and pgroll's SQL, on EFPHASED_TEST_POSTGRES,
//                                                                        with all tables or those with TABLES in their names
//                                                                        (on MariaDB: tests/EfPhased.Benchmarks.MySql)
//   compare [ROUNDS [ROWS...]]                                           a backfill's comparison against one SELECT, on EFPHASED_TEST_POSTGRES
//   locks [ROWS...]                                                      the longest lock of each kind of step, on EFPHASED_TEST_POSTGRES
//   triggers [ROUNDS]                                                    what triggers cost writers, against none and pgroll's, on EFPHASED_TEST_POSTGRES
//   references FOLDER [ROUNDS [TABLE COLUMN ENTITYTYPE PROPERTY]]        a scan of somebody's C# against ripgrep
if (args is ["references", var folder, ..])
{
    ReferenceTarget? somewhere = args is [_, _, _, var table, var column, var type, var property]
        ? new(table, column) { Properties = [new MappedProperty(type, property)] }
        : null;
    ReferenceBenchmark.Run(folder, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 7, somewhere);
    return;
}

if (args is ["instances", ..])
{
    await InstanceBenchmark.RunAsync(PostgreSql(), args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15);
    return;
}

if (args is ["backfill", ..])
{
    await BackfillBenchmark.RunAsync(
        new PostgreSqlBackfills(), args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000,
        args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3, new DirectoryInfo(args.Length > 3 ? args[3] : Artifacts),
        args.Length > 4 ? args[4] : "");
    return;
}

if (args is ["compare", .. var compare])
{
    await CompareBenchmark.RunAsync(
        Sizes(compare.Skip(1)), compare.Length > 0 ? int.Parse(compare[0], CultureInfo.InvariantCulture) : 5, new DirectoryInfo(Artifacts));
    return;
}

// what "compare" starts
if (args is ["apply"])
{
    await CompareBenchmark.ApplyAsync();
    return;
}

if (args is ["locks", .. var locks])
{
    await LockBenchmark.RunAsync(PostgreSqlServer.Instance, Sizes(locks), new DirectoryInfo(Artifacts));
    return;
}

if (args is ["triggers", ..])
{
    await TriggerBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9);
    return;
}

using var workspace = Workspace.Create();
if (args is ["lint", ..])
{
    await LintBenchmark.RunAsync(workspace, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
    return;
}

await AddBenchmark.RunAsync(workspace, rounds: args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5,
    entities: args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500);

static string PostgreSql() => Environment.GetEnvironmentVariable("EFPHASED_TEST_POSTGRES")
    ?? throw new InvalidOperationException("EFPHASED_TEST_POSTGRES is not set: the connection string of a PostgreSQL server.");

static int[] Sizes(IEnumerable<string> rows)
    => rows.Select(r => int.Parse(r, CultureInfo.InvariantCulture)).ToArray() is { Length: > 0 } given ? given : [100_000, 1_000_000];
