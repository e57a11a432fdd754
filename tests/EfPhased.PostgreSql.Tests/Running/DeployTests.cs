using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class DeployTests() : DeployBehaviour(PostgreSqlServer.Instance);
