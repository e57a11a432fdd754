using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class GuardedDropTests() : GuardedDropBehaviour(PostgreSqlServer.Instance, typeof(GuardedDropTests).Assembly);
