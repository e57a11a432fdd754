using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class TwoRunsTests() : TwoRunsBehaviour(PostgreSqlServer.Instance);
