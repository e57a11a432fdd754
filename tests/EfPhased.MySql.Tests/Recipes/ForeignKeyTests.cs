using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class ForeignKeyTests() : ForeignKeyBehaviour(MySqlServer.Instance);
