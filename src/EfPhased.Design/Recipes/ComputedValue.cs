using System.Text;
using EfPhased.Design.Planning;
using EfPhased.References;
using EfPhased.References.Sql;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// What the server computes for a column, as SQL with columns of the row in braces, so that a trigger can compute it too.
/// </summary>
internal static class ComputedValue
{
    /// <param name="context">The plan.</param>
    /// <param name="computed">The column that the server computes.</param>
    /// <param name="hints">What the author says instead, by the plain column.</param>
    /// <param name="plain">The column that is given the value.</param>
    /// <exception cref="PhasedException">EFP4035: the expression names something that a trigger would not see.</exception>
    public static string Of(PlanContext context, IColumn computed, IReadOnlyDictionary<ColumnRef, string> hints, IColumn plain)
    {
        if (hints.TryGetValue(ColumnRef.Of(plain), out var said))
            return said;
        var flavor = context.Dialect.HasTransactionalDdl ? SqlFlavor.PostgreSql : SqlFlavor.MySql;
        return Template(computed.ComputedColumnSql!, [.. computed.Table.Columns], flavor)
            ?? throw DesignErrors.UnreadableExpression(computed.Table.Name, computed.Name, plain.Name, computed.ComputedColumnSql!, hints == context.Hints.Ups ? "--up" : "--down");
    }

    // A trigger that runs before the row is written sees no other computed column.
    private static string? Template(string sql, IReadOnlyList<IColumnBase> columns, SqlFlavor flavor)
    {
        var tokens = SqlTokenizer.Tokenize(sql, flavor);
        if (tokens.Any(t => t.Kind is SqlTokenKind.Hole or SqlTokenKind.Parameter or SqlTokenKind.Body))
            return null;

        var template = new StringBuilder();
        var copied = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsColumn(tokens, i) || columns.FirstOrDefault(c => Same(tokens[i], c.Name, flavor)) is not IColumn column)
                continue;
            if (column.ComputedColumnSql is not null || (i > 0 && tokens[i - 1].Is(".")))
                return null;
            template.Append(ColumnTemplate.Escape(sql[copied..tokens[i].Start])).Append(ColumnTemplate.For(column.Name));
            copied = tokens[i].End;
        }

        return template.Append(ColumnTemplate.Escape(sql[copied..])).ToString();
    }

    // Not a function, nor the type of a cast.
    private static bool IsColumn(IReadOnlyList<SqlToken> tokens, int at)
        => tokens[at].Kind == SqlTokenKind.Quoted
            || (tokens[at].Kind == SqlTokenKind.Word && !SqlKeywords.IsReserved(tokens[at].Text)
                && !(at + 1 < tokens.Count && tokens[at + 1].Is("(")) && !(at > 0 && (tokens[at - 1].Is("::") || tokens[at - 1].Is("AS"))));

    private static bool Same(SqlToken token, string column, SqlFlavor flavor)
        => flavor == SqlFlavor.MySql ? string.Equals(token.Text, column, StringComparison.OrdinalIgnoreCase)
            : (token.Kind == SqlTokenKind.Word ? token.Text.ToLowerInvariant() : token.Text) == column;
}
