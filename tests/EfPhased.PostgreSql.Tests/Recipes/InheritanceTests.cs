using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class InheritanceTests() : InheritanceBehaviour(PostgreSqlServer.Instance);
