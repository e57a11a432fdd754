using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class TombstoneTests() : TombstoneBehaviour(MySqlServer.Instance);
