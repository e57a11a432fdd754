using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class JoinRowsTests() : JoinRowsBehaviour(MySqlServer.Instance);
