using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class DropColumnTests() : DropColumnBehaviour(PostgreSqlServer.Instance);
