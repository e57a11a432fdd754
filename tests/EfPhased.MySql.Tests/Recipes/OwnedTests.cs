using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class OwnedTests() : OwnedBehaviour(MySqlServer.Instance);
