using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class ApplyTests() : ApplyBehaviour(PostgreSqlServer.Instance);
