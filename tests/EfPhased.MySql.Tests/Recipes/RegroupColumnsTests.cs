using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class RegroupColumnsTests() : RegroupColumnsBehaviour(MySqlServer.Instance)
{
    protected override (string First, string Last) Parts
        => ("SUBSTRING_INDEX({Name}, ' ', 1)", "NULLIF(SUBSTR({Name}, CHAR_LENGTH(SUBSTRING_INDEX({Name}, ' ', 1)) + 2), '')");
}
