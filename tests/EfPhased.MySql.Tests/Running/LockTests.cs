using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class LockTests() : LockBehaviour(MySqlServer.Instance);
