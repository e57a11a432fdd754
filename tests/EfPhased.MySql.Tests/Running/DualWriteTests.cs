using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class DualWriteTests() : DualWriteBehaviour(MySqlServer.Instance);
