using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class MoveBetweenTests() : MoveBetweenBehaviour(PostgreSqlServer.Instance);
