using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class KeyTests() : KeyBehaviour(PostgreSqlServer.Instance);
