namespace EfPhased.Testing.Oracles.Rows;

internal enum Variant
{
    /// <summary>Every value is given.</summary>
    Full,

    /// <summary>Optional values are NULL.</summary>
    Required,

    /// <summary>Whatever may be left to a default is left to it.</summary>
    Default,
}
