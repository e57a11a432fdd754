namespace EfPhased.Dialects;

/// <summary>What decides over the cost of a change of type, besides the two types.</summary>
internal sealed record TypeChangeContext
{
    /// <summary>Nothing but the types is known: the answer holds for a bare column.</summary>
    public static readonly TypeChangeContext Unknown = new();

    /// <summary>The server; null when it is not known.</summary>
    public ServerVersion? Server { get; init; }

    /// <summary>An index, primary key or unique constraint has the column.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>A CHECK constraint that is valid reads the column.</summary>
    public bool HasValidCheck { get; init; }

    /// <summary>A view, a generated column or the column list of a trigger names the column.</summary>
    public bool IsUsed { get; init; }

    /// <summary>The column is part of a foreign key, or referenced by one.</summary>
    public bool IsInForeignKey { get; init; }

    /// <summary>The statement says how values are converted.</summary>
    public bool HasUsing { get; init; }

    /// <summary>The new type is a domain over the old one, without a constraint.</summary>
    public bool IsPlainDomain { get; init; }

    /// <summary>The session's TimeZone is UTC. EfPhased sets it before a change that needs it.</summary>
    public bool IsUtc { get; init; } = true;

    /// <summary>The bytes that a character takes at most in the column's character set; utf8mb4's by default.</summary>
    public int BytesPerCharacter { get; init; } = 4;
}
