namespace EfPhased.Design.Classification;

/// <summary>A column's name as a word of an SQL expression: a check, a filter, a computed column.</summary>
internal static class ColumnMention
{
    public static bool IsIn(string? sql, string column, StringComparison comparison)
    {
        for (var at = Find(0); at >= 0; at = Find(at + 1))
        {
            if ((at == 0 || !IsWord(sql![at - 1])) && (at + column.Length >= sql!.Length || !IsWord(sql[at + column.Length])))
                return true;
        }

        return false;

        int Find(int start) => sql is null || start > sql.Length - column.Length ? -1 : sql.IndexOf(column, start, comparison);

        static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
    }
}
