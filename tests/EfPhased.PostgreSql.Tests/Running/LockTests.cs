using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class LockTests() : LockBehaviour(PostgreSqlServer.Instance);
