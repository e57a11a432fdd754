using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class ConvertColumnTests() : ConvertColumnBehaviour(MySqlServer.Instance);
