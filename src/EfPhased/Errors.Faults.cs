namespace EfPhased;

/// <content>EFP203x: what befalls a run from outside, between its steps.</content>
internal static partial class Errors
{
    public static PhasedException StatementEnded(string server, Exception inner) => new(
        "EFP2030",
        $"{server} ended a statement: {FirstLine(inner)} An administrator or a time limit (statement_timeout, max_statement_time) does that. "
        + "What was done before it is journaled: run the same command again.",
        inner);

    public static PhasedException DiskFull(string server, Exception inner) => new(
        "EFP2031",
        $"{server} has no space left: {FirstLine(inner)} What was done before it is journaled: make room, then run the same command again.",
        inner);
}
