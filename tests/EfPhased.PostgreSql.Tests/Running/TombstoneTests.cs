using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class TombstoneTests() : TombstoneBehaviour(PostgreSqlServer.Instance);
