using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class KeyTests() : KeyBehaviour(MySqlServer.Instance);
