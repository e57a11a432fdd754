using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class TombstoneTests() : TombstoneBehaviour(MySqlServer.Instance);
