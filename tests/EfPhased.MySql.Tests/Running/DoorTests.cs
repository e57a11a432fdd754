using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class DoorTests() : DoorBehaviour(MySqlServer.Instance);
