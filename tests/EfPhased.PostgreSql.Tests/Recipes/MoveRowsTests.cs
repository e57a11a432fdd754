using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class MoveRowsTests() : MoveRowsBehaviour(PostgreSqlServer.Instance);
