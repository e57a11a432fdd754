namespace EfPhased.Dialects;

/// <summary>
/// One statement as the server gets it.
/// </summary>
/// <param name="Sql">The text, without a trailing semicolon.</param>
/// <param name="SuppressTransaction">True when the server refuses it inside a transaction.</param>
internal sealed record SqlStatement(string Sql, bool SuppressTransaction = false)
{
    /// <summary>True when it has semicolons of its own, so that a client that cuts a script at semicolons needs another delimiter.</summary>
    public bool IsCompound { get; init; }
}
