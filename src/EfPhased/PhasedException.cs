namespace EfPhased;

/// <summary>
/// An error that says what stopped and what moves it on. <see cref="Exception.Message"/> starts with the text, not with the code.
/// </summary>
public sealed class PhasedException : Exception
{
    internal PhasedException(string code, string message, Exception? inner = null)
        : base(message, inner)
        => Code = code;

    /// <summary>The stable number of the error, such as <c>EFP2003</c>; the README lists them all.</summary>
    public string Code { get; }

    /// <summary>True when a gate or a policy refused, rather than something going wrong: the tool exits with 3 then.</summary>
    public bool IsRefusal => Code.StartsWith("EFP3", StringComparison.Ordinal);
}
