using EfPhased.Testing.Running;
using Xunit.Abstractions;

namespace EfPhased.MySql.Tests.Running;

public sealed class DatabaseObjectsTests(ITestOutputHelper output) : DatabaseObjectsOnMySql(MySqlServer.Instance, output);
