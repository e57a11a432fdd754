using EfPhased.Testing.Running;
using Xunit.Abstractions;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class DatabaseObjectsTests(ITestOutputHelper output) : DatabaseObjectsOnPostgreSql(PostgreSqlServer.Instance, output);
