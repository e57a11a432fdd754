using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class TwoRunsTests() : TwoRunsBehaviour(MySqlServer.Instance);
