using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class CreateTests() : CreateBehaviour(PostgreSqlServer.Instance);
