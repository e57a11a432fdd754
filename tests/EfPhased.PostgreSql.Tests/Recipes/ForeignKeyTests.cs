using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class ForeignKeyTests() : ForeignKeyBehaviour(PostgreSqlServer.Instance);
