using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class OneWayTests() : OneWayBehaviour(MySqlServer.Instance);
