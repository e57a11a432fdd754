using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Answers MSBuild: errors and warnings in the form that builds and editors read, files as they are.
/// </summary>
internal sealed class MSBuildReplyWriter(Redaction redaction) : ReplyWriter
{
    private readonly TextWriter _output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

    public override void Write(Reply reply)
    {
        foreach (var line in Lines(reply))
            _output.WriteLine(redaction.Apply(line));
    }

    protected override void Close() => _output.Dispose();

    private static IEnumerable<string> Lines(Reply reply) => reply switch
    {
        ErrorReply error => [$"EfPhased : error {error.Code}: {OnOneLine(error.Message)}"],
        LogReply { Level: LogLevel.Warning } log => [$"EfPhased : warning : {OnOneLine(log.Text)}"],
        ScriptReply script => script.Scripts.Changes.Select(c => $"{c.Change} -> {c.Folder}"),
        _ => [],
    };

    // MSBuild reads an error line by line and keeps the first.
    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ");
}
