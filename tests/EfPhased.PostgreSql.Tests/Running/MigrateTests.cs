using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class MigrateTests() : MigrateBehaviour(PostgreSqlServer.Instance);
