using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class ThrottleTests() : ThrottleBehaviour(MySqlServer.Instance);
