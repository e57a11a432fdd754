using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class PrimaryKeyTests() : PrimaryKeyBehaviour(PostgreSqlServer.Instance);
