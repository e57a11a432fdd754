using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class RowDualWriteTests() : RowDualWriteBehaviour(PostgreSqlServer.Instance);
