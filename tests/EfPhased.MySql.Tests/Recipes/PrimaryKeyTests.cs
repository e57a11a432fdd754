using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class PrimaryKeyTests() : PrimaryKeyBehaviour(MySqlServer.Instance);
