using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// Shows a run while it goes on.
/// </summary>
internal interface IRunView
{
    void Show(EventReply e);

    Task<T> WhileAsync<T>(Func<Task<T>> run);
}
