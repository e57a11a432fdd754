using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class UpAndBackTests() : UpAndBackBehaviour(MySqlServer.Instance, typeof(UpAndBackTests).Assembly);
