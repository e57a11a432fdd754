namespace EfPhased.References.Sql;

/// <summary>A place in SQL text that names a target, and the statement around it.</summary>
/// <param name="Start">In the text.</param>
internal readonly record struct SqlMatch(
    ReferenceTarget Target, ReferenceKind Kind, Confidence Confidence, int Start, int Length, int StatementStart, int StatementEnd);
