using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class LastWriteTests() : LastWriteBehaviour(MySqlServer.Instance);
