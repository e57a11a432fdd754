using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class AlterColumnTests() : AlterColumnBehaviour(PostgreSqlServer.Instance);
