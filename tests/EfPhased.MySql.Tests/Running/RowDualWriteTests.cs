using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class RowDualWriteTests() : RowDualWriteBehaviour(MySqlServer.Instance);
