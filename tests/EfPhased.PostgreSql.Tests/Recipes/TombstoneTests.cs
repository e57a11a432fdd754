using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class TombstoneTests() : TombstoneBehaviour(PostgreSqlServer.Instance);
