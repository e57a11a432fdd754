using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class OwnedTests() : OwnedBehaviour(PostgreSqlServer.Instance);
