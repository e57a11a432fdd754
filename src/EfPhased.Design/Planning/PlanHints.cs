namespace EfPhased.Design.Planning;

/// <summary>
/// What the author says about a change that the models cannot tell. Columns may be given by their own name or their property's, with
/// or without the table or the class before it: <c>Name</c>, <c>Customer.Name</c>.
/// </summary>
/// <remarks>
/// Lists have setters, because generated deserialization gives an init-only property that is left out null rather than its default.
/// </remarks>
internal sealed record PlanHints
{
    public static PlanHints None { get; } = new();

    /// <summary>Columns that were renamed: <c>Old=New</c>.</summary>
    public IReadOnlyList<string> Renames { get; set; } = [];

    /// <summary>Columns that were dropped, whatever EF Core takes them for: <c>Old</c>.</summary>
    public IReadOnlyList<string> NoRenames { get; set; } = [];

    /// <summary>Values of new columns for each row: <c>Column=SQL</c>, with columns of the old shape in braces.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    /// <summary>How a new column follows from the old shape: <c>NewColumn=SQL</c>.</summary>
    public IReadOnlyList<string> Ups { get; set; } = [];

    /// <summary>How an old column follows from the new shape: <c>OldColumn=SQL</c>.</summary>
    public IReadOnlyList<string> Downs { get; set; } = [];

    /// <summary>New columns whose <c>down</c> cannot give back every old value, and may.</summary>
    public IReadOnlyList<string> Lossy { get; set; } = [];

    /// <summary>Columns that move to another table: <c>A.X=B.X</c>.</summary>
    public IReadOnlyList<string> Moves { get; set; } = [];

    /// <summary>Properties that were mapped to a new column: <c>Property=Column</c>.</summary>
    public IReadOnlyList<string> NewColumns { get; set; } = [];

    /// <summary>Somebody can be asked, so that what may be a move stops the plan rather than be a warning of it.</summary>
    public bool CanAsk { get; set; }

    /// <summary>For how long what Contract drops is kept under another name; null to drop it at once.</summary>
    public TimeSpan? TombstoneFor { get; set; }

    /// <summary>Properties that were renamed and keep their column: <c>Property=Column</c>.</summary>
    public IReadOnlyList<string> KeptColumns { get; set; } = [];
}
