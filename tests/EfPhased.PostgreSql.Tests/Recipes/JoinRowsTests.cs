using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class JoinRowsTests() : JoinRowsBehaviour(PostgreSqlServer.Instance);
