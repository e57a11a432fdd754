namespace EfPhased.Testing.Running;

/// <summary>
/// An object that somebody made in the database beside the migrations, and what is to be said of it when <c>People.Name</c> goes.
/// </summary>
/// <param name="Title">What it is there for.</param>
/// <param name="Create">One statement per element.</param>
/// <param name="Expected">The uses to be listed, by kind and name; empty for a look-alike that must not be.</param>
public sealed record PlantedObject(string Title, string[] Create, params (string Label, Fate Fate)[] Expected)
{
    /// <summary>
    /// A statement that works before the drop. Afterwards it fails where the object breaks, answers something else where it changes, and
    /// goes on as before for a look-alike.
    /// </summary>
    public string? Use { get; init; }

    public override string ToString() => Title;
}

/// <summary>What becomes of an object when the column is dropped, as the server shows it.</summary>
public enum Fate
{
    /// <summary>The server does not drop the column.</summary>
    Refused,

    /// <summary>What shows the object shows it no more, or without the column.</summary>
    Dropped,

    /// <summary>The object is still there, and what uses it fails.</summary>
    Breaks,

    /// <summary>The object is still there, and what uses it fails or gets something else.</summary>
    Changes,
}
