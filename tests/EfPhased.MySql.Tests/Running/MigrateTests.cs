using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class MigrateTests() : MigrateBehaviour(MySqlServer.Instance);
