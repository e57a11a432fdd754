using System.Text;
using System.Text.Json;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Answers the tool: a line of JSON per reply.
/// </summary>
internal sealed class JsonReplyWriter(Stream output, Redaction redaction) : ReplyWriter
{
    private readonly Lock _lock = new();

    public override void Write(Reply reply)
    {
        var json = JsonSerializer.Serialize(reply, ProtocolJson.Default.Reply);

        // Results hold names out of the model, which a short password may happen to be part of; only free text can hold a secret.
        if (reply is ErrorReply or LogReply or EventReply)
            json = redaction.Apply(json);

        // The line break in front ends whatever the application has left unfinished on the line.
        var line = Encoding.UTF8.GetBytes($"\n{Reply.Marker}{json}\n");
        lock (_lock)
        {
            output.Write(line);
            output.Flush();
        }
    }

    protected override void Close() => output.Dispose();
}
