using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class InheritanceTests() : InheritanceBehaviour(MySqlServer.Instance);
