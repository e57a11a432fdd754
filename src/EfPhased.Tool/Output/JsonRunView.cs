using System.Text.Json;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// A run as it goes on, for programs: one JSON document per line on standard error. The result is on standard output.
/// </summary>
internal sealed class JsonRunView(Reporter reporter) : IRunView
{
    public void Show(EventReply e) => reporter.Lines([JsonSerializer.Serialize(e, ProtocolJson.Default.Reply)]);

    public Task<T> WhileAsync<T>(Func<Task<T>> run) => run();
}
