using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class DataTests() : DataBehaviour(PostgreSqlServer.Instance);
