using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class DeployTests() : DeployBehaviour(MySqlServer.Instance);
