using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class OutOfTheWayTests() : OutOfTheWayBehaviour(MySqlServer.Instance);
