using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class GateTests() : GateBehaviour(MySqlServer.Instance);
