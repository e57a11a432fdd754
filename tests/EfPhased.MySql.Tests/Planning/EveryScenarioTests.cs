using EfPhased.Testing.Planning;

namespace EfPhased.MySql.Tests.Planning;

public sealed class EveryScenarioTests() : EveryScenarioBehaviour(MySqlServer.Instance);
