using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class SeveralDualWriteTests() : SeveralDualWriteBehaviour(PostgreSqlServer.Instance);
