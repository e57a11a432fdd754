using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class OutsideFaultsTests() : OutsideFaultsBehaviour(PostgreSqlServer.Instance);
