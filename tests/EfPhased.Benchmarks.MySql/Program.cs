using System.Globalization;
using EfPhased.Benchmarks.Backfills;

//   [ROWS [ROUNDS [FOLDER [SHAPES]]]]   a backfill against one UPDATE, on EFPHASED_TEST_MYSQL, which is a MariaDB, with all tables or the
//                                       first SHAPES of them
await BackfillBenchmark.RunAsync(
    new MariaDbBackfills(), args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000,
    args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3, new DirectoryInfo(args.Length > 2 ? args[2] : ".artifacts/benchmarks/mariadb"),
    args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : null);
