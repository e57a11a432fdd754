using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class GateTests() : GateBehaviour(PostgreSqlServer.Instance);
