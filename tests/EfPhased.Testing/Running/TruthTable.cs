namespace EfPhased.Testing.Running;

/// <summary>
/// What a dual-write shim must make of a row, by the two rules that define it. <c>up</c> puts "U:" before the old value,
/// <c>down</c> takes it away.
/// </summary>
internal static class TruthTable
{
    /// <summary>The value of a column that a statement does not mention.</summary>
    public const string Omitted = "<omitted>";

    /// <summary>What an UPDATE or INSERT calls the declared default.</summary>
    public const string Default = "<default>";

    public static readonly IReadOnlyList<(string? Old, string? New)> Rows = [("A", "U:A"), ("A", null), ("A", "U:odd")];

    public static string? Up(string? old) => old is null ? null : "U:" + old;

    public static string? Down(string? value)
        => value is null ? null : value.StartsWith("U:", StringComparison.Ordinal) ? value[2..] : value;

    /// <summary>The row after an insert; null when NOT NULL refuses it.</summary>
    public static (string? Old, string? New)? Insert(string? old, string? @new, string? oldDefault, bool switched)
    {
        if (@new is null)
            @new = Up(old);
        else if (old is null || old == oldDefault)
            old = Down(@new);
        else if (switched && @new != Up(old))
            old = Down(@new);
        return old is null ? null : (old, @new);
    }

    /// <summary>The row after an update; null when NOT NULL refuses it.</summary>
    public static (string? Old, string? New)? Update((string? Old, string? New) before, (string? Old, string? New) set, bool switched)
    {
        var (old, @new) = set;
        if (old != before.Old)
        {
            if (@new == before.New && old != Down(@new))
                @new = Up(old);
            else if (switched && @new != Up(old))
                old = Down(@new);
        }
        else if (@new != before.New && @new != Up(old))
            old = Down(@new);

        return old is null ? null : (old, @new);
    }
}
