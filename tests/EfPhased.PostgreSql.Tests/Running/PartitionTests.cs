using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class PartitionTests() : PartitionBehaviour(PostgreSqlServer.Instance);
