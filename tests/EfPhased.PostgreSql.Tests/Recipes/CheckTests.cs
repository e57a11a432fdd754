using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class CheckTests() : CheckBehaviour(PostgreSqlServer.Instance);
