using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class DualWriteTests() : DualWriteBehaviour(PostgreSqlServer.Instance);
