using EfPhased.Testing.Behaviours;

namespace EfPhased.MySql.Tests;

public sealed class PropertyKindTests() : PropertyKindBehaviour(MySqlServer.Instance);
