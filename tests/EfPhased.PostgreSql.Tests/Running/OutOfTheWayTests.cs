using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class OutOfTheWayTests() : OutOfTheWayBehaviour(PostgreSqlServer.Instance);
