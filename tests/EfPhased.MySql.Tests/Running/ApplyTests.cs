using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class ApplyTests() : ApplyBehaviour(MySqlServer.Instance);
