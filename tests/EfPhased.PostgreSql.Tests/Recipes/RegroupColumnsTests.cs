using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class RegroupColumnsTests() : RegroupColumnsBehaviour(PostgreSqlServer.Instance)
{
    protected override (string First, string Last) Parts
        => ("split_part({Name}, ' ', 1)", "NULLIF(substr({Name}, length(split_part({Name}, ' ', 1)) + 2), '')");
}
