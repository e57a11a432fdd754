using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class ConvertColumnTests() : ConvertColumnBehaviour(PostgreSqlServer.Instance);
