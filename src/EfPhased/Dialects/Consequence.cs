namespace EfPhased.Dialects;

/// <summary>
/// What the drop does to something that uses what is dropped, in words.
/// </summary>
internal static class Consequence
{
    public const string Refused = "the server refuses the drop";

    public const string Dropped = "it is dropped along, silently";

    public const string Breaks = "it breaks silently and fails at its next use";

    public const string WritesFail = "it breaks silently and every write that fires it fails";

    public const string Fewer = "it passes on one column fewer, silently, and fails where that does not fit";

    public const string NoField = "it finds no such field any more, silently, and gets NULL";

    public const string Changes = "it changes silently: its rows lose the field";

    public const string Shrinks = "it loses the column silently and goes on without it";
}
