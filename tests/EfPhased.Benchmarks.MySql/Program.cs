using System.Globalization;
using EfPhased.Benchmarks.Backfills;

//   [ROWS [ROUNDS [FOLDER [TABLES]]]]   a backfill against one UPDATE, on EFPHASED_TEST_MYSQL, which is a MariaDB, with all tables or
//                                       those with TABLES in their names
await BackfillBenchmark.RunAsync(
    new MariaDbBackfills(), args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000,
    args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3, new DirectoryInfo(args.Length > 2 ? args[2] : ".artifacts/benchmarks/mariadb"),
    args.Length > 3 ? args[3] : "");
