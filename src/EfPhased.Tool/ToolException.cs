namespace EfPhased.Tool;

/// <summary>
/// An error of the tool that says what stopped and what moves it on.
/// </summary>
internal sealed class ToolException(string code, string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public string Code { get; } = code;

    public int ExitCode { get; } = exitCode;
}
