using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class BackfillTests() : BackfillBehaviour(PostgreSqlServer.Instance);
