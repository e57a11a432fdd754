using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class RenameColumnTests() : RenameColumnBehaviour(PostgreSqlServer.Instance);
