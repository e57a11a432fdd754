using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class WrittenCodeTests() : WrittenCodeBehaviour(PostgreSqlServer.Instance);
