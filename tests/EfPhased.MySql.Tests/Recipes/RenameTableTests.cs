using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class RenameTableTests() : RenameTableBehaviour(MySqlServer.Instance);
