using EfPhased.Testing.Planning;

namespace EfPhased.PostgreSql.Tests.Planning;

public sealed class EveryScenarioTests() : EveryScenarioBehaviour(PostgreSqlServer.Instance);
