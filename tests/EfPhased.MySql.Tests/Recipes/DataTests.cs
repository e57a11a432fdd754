using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class DataTests() : DataBehaviour(MySqlServer.Instance);
