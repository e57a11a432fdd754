using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Where the host's answers go.
/// </summary>
internal abstract class ReplyWriter : IDisposable
{
    /// <summary>Sends a reply; from any thread, and without secrets.</summary>
    public abstract void Write(Reply reply);

    public void Dispose() => Close();

    protected abstract void Close();
}
