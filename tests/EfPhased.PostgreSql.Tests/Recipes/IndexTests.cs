using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class IndexTests() : IndexBehaviour(PostgreSqlServer.Instance);
