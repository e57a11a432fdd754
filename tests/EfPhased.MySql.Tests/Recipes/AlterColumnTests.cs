using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class AlterColumnTests() : AlterColumnBehaviour(MySqlServer.Instance);
