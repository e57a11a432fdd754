using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class HostedBackfillTests() : HostedBackfillBehaviour(PostgreSqlServer.Instance);
