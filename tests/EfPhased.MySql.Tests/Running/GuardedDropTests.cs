using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class GuardedDropTests() : GuardedDropBehaviour(MySqlServer.Instance, typeof(GuardedDropTests).Assembly);
