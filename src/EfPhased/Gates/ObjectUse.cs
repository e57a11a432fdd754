namespace EfPhased.Gates;

/// <summary>
/// A database object that uses what a contract removes.
/// </summary>
/// <param name="Kind">In words, such as "view" or "partial index".</param>
/// <param name="Name">Qualified by its schema, or a part of <paramref name="Owner"/>.</param>
/// <param name="Owner">The table that it is a part of; null for an object of its own.</param>
/// <param name="Uses">What it uses, and how surely.</param>
/// <param name="Consequence">What the drop does to it.</param>
/// <param name="Show">The SQL that shows it.</param>
internal sealed record ObjectUse(string Kind, string Name, string? Owner, string Uses, string Consequence, string Show)
{
    /// <summary>False where its text must not be read by this user.</summary>
    public bool IsRead { get; init; } = true;

    public static ObjectUse Of(string?[] row, string uses) => new(row[0]!, row[1]!, row[2], uses, row[3]!, row[4]!);

    public override string ToString()
    {
        var name = Owner is null ? $"{Kind} {Name}" : $"{Kind} {Name} on {Owner}";
        return IsRead ? $"{name} {Uses}: {Consequence}; see {Show}" : $"{name} is not checked: this user must not read its text";
    }
}
