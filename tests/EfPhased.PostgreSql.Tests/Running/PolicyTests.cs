using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class PolicyTests() : PolicyBehaviour(PostgreSqlServer.Instance);
