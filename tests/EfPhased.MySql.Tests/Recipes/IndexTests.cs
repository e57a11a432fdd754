using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class IndexTests() : IndexBehaviour(MySqlServer.Instance);
