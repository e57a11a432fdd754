using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class ThrottleTests() : ThrottleBehaviour(PostgreSqlServer.Instance);
