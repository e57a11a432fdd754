using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class CreateTests() : CreateBehaviour(MySqlServer.Instance);
