using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class RenameColumnTests() : RenameColumnBehaviour(MySqlServer.Instance);
