using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class WrittenCodeTests() : WrittenCodeBehaviour(MySqlServer.Instance);
