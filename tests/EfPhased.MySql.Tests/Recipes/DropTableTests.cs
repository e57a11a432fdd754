using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class DropTableTests() : DropTableBehaviour(MySqlServer.Instance);
