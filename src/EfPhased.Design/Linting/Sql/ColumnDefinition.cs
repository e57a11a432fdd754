using EfPhased.References.Sql;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// Reads what follows the name of a column: its type and what else is said about it.
/// </summary>
internal static class ColumnDefinition
{
    private static readonly string[] TypeEnds =
    [
        "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT", "GENERATED", "COLLATE", "COMMENT", "AUTO_INCREMENT", "AS",
        "USING", "AFTER", "FIRST", "ON", "STORED", "VIRTUAL", "CHARACTER", "CHARSET", "INVISIBLE", "KEY",
    ];

    private static readonly string[] DefaultEnds = ["NOT", "NULL", "COMMENT", "CONSTRAINT", "REFERENCES", "CHECK", "UNIQUE", "PRIMARY", "AFTER", "FIRST", "COLLATE"];

    private static readonly string[] Numbered = ["AUTO_INCREMENT", "SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL4", "SERIAL8"];

    public static T Define<T>(T column, IReadOnlyList<SqlToken> definition)
        where T : ColumnOperation
    {
        column.ColumnType = TypeOf(definition);
        column.IsNullable = !Follows(definition, "NOT", "NULL") && !Follows(definition, "PRIMARY", "KEY");
        var generated = Position(definition, "GENERATED");
        if (definition.Any(t => Array.Exists(Numbered, t.Is)) || (generated >= 0 && definition.Any(t => t.Is("IDENTITY"))))
            column["EfPhased:ValueGenerationStrategy"] = "IdentityColumn";
        else if (generated >= 0)
            (column.ComputedColumnSql, column.IsStored) = (Text([.. definition.Skip(generated)]), !definition.Any(t => t.Is("VIRTUAL")));
        if (Position(definition, "DEFAULT") is var at and >= 0)
        {
            column.DefaultValueSql = Text([.. definition.Skip(at + 1)
                .TakeWhile((t, i) => i == 0 || !Array.Exists(DefaultEnds, t.Is))]);
        }

        return column;
    }

    public static string TypeOf(IReadOnlyList<SqlToken> definition) => Text([.. definition.TakeWhile((t, i) => i == 0 || !EndsType(t))]);

    public static bool EndsType(SqlToken token) => Array.Exists(TypeEnds, token.Is);

    public static bool Follows(IReadOnlyList<SqlToken> tokens, string first, string second)
        => tokens.Zip(tokens.Skip(1)).Any(p => p.First.Is(first) && p.Second.Is(second));

    /// <summary>The text again; tokens that touched each other still do.</summary>
    public static string Text(IReadOnlyList<SqlToken> tokens)
        => string.Concat(tokens.Select((t, i)
            => (i > 0 && tokens[i - 1].End < t.Start ? " " : "") + (t.Kind == SqlTokenKind.Literal ? $"'{t.Text}'" : t.Text)));

    private static int Position(IReadOnlyList<SqlToken> tokens, string word)
        => tokens.Index().Where(t => t.Item.Is(word)).Select(t => (int?)t.Index).FirstOrDefault() ?? -1;
}
