using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class DualWriteGroupTests() : DualWriteGroupBehaviour(PostgreSqlServer.Instance);
