using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class LevelDualWriteTests() : LevelDualWriteBehaviour(MySqlServer.Instance);
