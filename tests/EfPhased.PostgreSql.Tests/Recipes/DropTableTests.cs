using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class DropTableTests() : DropTableBehaviour(PostgreSqlServer.Instance);
