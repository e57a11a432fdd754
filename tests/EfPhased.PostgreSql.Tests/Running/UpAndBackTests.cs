using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class UpAndBackTests() : UpAndBackBehaviour(PostgreSqlServer.Instance, typeof(UpAndBackTests).Assembly);
