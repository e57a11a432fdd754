using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class OutsideFaultsTests() : OutsideFaultsBehaviour(MySqlServer.Instance);
