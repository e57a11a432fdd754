using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class DropColumnTests() : DropColumnBehaviour(MySqlServer.Instance);
