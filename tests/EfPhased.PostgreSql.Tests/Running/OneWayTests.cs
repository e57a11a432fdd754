using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class OneWayTests() : OneWayBehaviour(PostgreSqlServer.Instance);
