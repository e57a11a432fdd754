using EfPhased.Testing.Running;
using Xunit;
using Xunit.Abstractions;

namespace EfPhased.MySql.Tests.Running;

[Collection(AloneCollection.Name)]
public sealed class DatabaseObjectsTests(ITestOutputHelper output) : DatabaseObjectsOnMySql(MySqlServer.Instance, output);
