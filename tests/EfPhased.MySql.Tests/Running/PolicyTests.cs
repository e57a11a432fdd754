using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class PolicyTests() : PolicyBehaviour(MySqlServer.Instance);
