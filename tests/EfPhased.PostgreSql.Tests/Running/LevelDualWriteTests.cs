using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class LevelDualWriteTests() : LevelDualWriteBehaviour(PostgreSqlServer.Instance);
