namespace EfPhased.Testing.Oracles;

/// <summary>
/// Which value of the old model is which value of the new one. By default the same entity and property names are the
/// same value. Entities are given by their name in the old model, as a snapshot has it ("App.Customer").
/// </summary>
public sealed class ShapeMapping
{
    private readonly Dictionary<string, string> _entities = [];
    private readonly Dictionary<(string Entity, string Property), PropertyLink> _links = [];
    private readonly HashSet<(string Entity, string Property)> _separate = [];
    private readonly HashSet<string> _only = [];
    private readonly HashSet<(string Entity, string Property)> _fixed = [];
    private readonly List<(bool Old, string Entity, string Property, object? Value)> _free = [];
    private readonly Dictionary<(string Entity, string Property), Func<int, object?>> _values = [];
    private readonly Dictionary<(string Entity, string Property), Func<IReadOnlyDictionary<string, object?>, object?>> _computed = [];

    private readonly Dictionary<(string Entity, string Property), Func<IReadOnlyDictionary<string, object?>, object?>> _followed = [];
    private readonly Dictionary<(string Entity, string Property), object> _nulls = [];
    private readonly HashSet<(string Entity, string Property)> _defaults = [];
    private readonly List<PropertyGroup> _groups = [];
    private readonly List<PropertyPart> _parts = [];
    private readonly List<PropertyMove> _moves = [];
    private readonly List<PropertyJoin> _joins = [];

    public ShapeMapping RenameEntity(string oldEntity, string newEntity)
    {
        _entities.Add(oldEntity, newEntity);
        return this;
    }

    public ShapeMapping Rename(string oldEntity, string oldProperty, string newProperty) =>
        Convert(oldEntity, oldProperty, newProperty, up: null, down: null);

    /// <param name="up">The new value of an old one, both as the database stores them; null: the same.</param>
    /// <param name="down">The old value of a new one.</param>
    public ShapeMapping Convert(
        string oldEntity,
        string oldProperty,
        string newProperty,
        Func<object?, object?>? up,
        Func<object?, object?>? down)
    {
        _links.Add((oldEntity, oldProperty), new PropertyLink(oldProperty, newProperty, up, down));
        return this;
    }

    /// <summary>The property has the same name in both models and yet is not the same value.</summary>
    public ShapeMapping Separate(string oldEntity, string property)
    {
        _separate.Add((oldEntity, property));
        return this;
    }

    /// <summary>Values for a property that the generated ones do not suit; the argument counts the rows.</summary>
    public ShapeMapping Values(string entity, string property, Func<int, object?> value)
    {
        _values.Add((entity, property), value);
        return this;
    }

    /// <summary>No version changes the property of a row that exists: one of them finds rows by it.</summary>
    public ShapeMapping Fixed(string entity, string property)
    {
        _fixed.Add((entity, property));
        return this;
    }

    /// <summary>A value that the old version may write and a check of the new one would refuse.</summary>
    public ShapeMapping OldWrites(string oldEntity, string property, object? value)
    {
        _free.Add((true, oldEntity, property, value));
        return this;
    }

    /// <summary>A value that the new version may write and a check of the old one would refuse.</summary>
    public ShapeMapping NewWrites(string newEntity, string property, object? value)
    {
        _free.Add((false, newEntity, property, value));
        return this;
    }

    /// <summary>What the new model must read in a property of its own, computed from the row as the old model reads it.</summary>
    public ShapeMapping Computed(string newEntity, string newProperty, Func<IReadOnlyDictionary<string, object?>, object?> ofOldRow)
    {
        _computed.Add((newEntity, newProperty), ofOldRow);
        return this;
    }

    /// <summary>
    /// The server computes the property for one version; in the other it holds the same, and follows it until that version writes
    /// something else to it. Both have it under one name.
    /// </summary>
    public ShapeMapping Follows(string entity, string property, Func<IReadOnlyDictionary<string, object?>, object?> ofRow)
    {
        _followed.Add((entity, property), ofRow);
        return Separate(entity, property);
    }

    /// <summary>
    /// Where both versions run and one writes null, both read this value, because one of them cannot read null. Where one runs alone
    /// it may read either.
    /// </summary>
    public ShapeMapping NullBecomes(string entity, string property, object value)
    {
        _nulls.Add((entity, property), value);
        return this;
    }

    /// <summary>
    /// Where both versions run and the old one leaves the property to the server, it reads the new model's default, because a column
    /// has but one. Where it runs alone it may read either.
    /// </summary>
    public ShapeMapping DefaultChanges(string entity, string property)
    {
        _defaults.Add((entity, property));
        return this;
    }

    /// <summary>
    /// Several properties of one version are several of the other. Each version's properties are computed from the row as the other
    /// one, which wrote it, reads it.
    /// </summary>
    /// <param name="oldEntity">The entity in the old model.</param>
    /// <param name="old">The old version's properties.</param>
    /// <param name="new">The new version's.</param>
    /// <param name="up">The new ones by name, of a row as the old version reads it.</param>
    /// <param name="down">The old ones by name, of a row as the new version reads it.</param>
    public ShapeMapping Regroup(
        string oldEntity,
        string[] old,
        string[] @new,
        Func<IReadOnlyDictionary<string, object?>, Dictionary<string, object?>> up,
        Func<IReadOnlyDictionary<string, object?>, Dictionary<string, object?>> down)
    {
        _groups.Add(new PropertyGroup(oldEntity, old, @new, up, down));
        return this;
    }

    /// <summary>
    /// Properties of an entity in one version are, in the other, those of an entity of their own with the same key. Where that has no
    /// row, they are null or what their types call none.
    /// </summary>
    public ShapeMapping Part(string entity, string part, params string[] properties)
    {
        _parts.Add(new PropertyPart(entity, part, properties));
        return this;
    }

    /// <summary>A property of one entity is, in the new version, one of another entity that refers to it or is referred to.</summary>
    /// <param name="oldEntity">The entity that has it in the old model.</param>
    /// <param name="oldProperty">The property there.</param>
    /// <param name="newEntity">The entity that has it in the new model.</param>
    /// <param name="newProperty">The property there.</param>
    /// <param name="up">The new value of an old one, both as the database stores them; null: the same.</param>
    /// <param name="down">The old value of a new one.</param>
    public ShapeMapping Move(
        string oldEntity, string oldProperty, string newEntity, string newProperty, Func<object?, object?>? up = null, Func<object?, object?>? down = null)
    {
        _moves.Add(new PropertyMove(oldEntity, oldProperty, newEntity, newProperty, up ?? (v => v), down ?? (v => v)));
        return this;
    }

    /// <summary>What an entity of the old version refers to is, in the new one, what a row of a third entity joins it to, which may have several.</summary>
    public ShapeMapping Join(string entity, string oldProperty, string newEntity)
    {
        _joins.Add(new PropertyJoin(entity, oldProperty, newEntity));
        return this;
    }

    /// <summary>Looks at these entities alone, by the name either model has; the others only lend principal rows.</summary>
    public ShapeMapping Only(params string[] entities)
    {
        _only.UnionWith(entities);
        return this;
    }

    internal IReadOnlyList<PropertyMove> Moves => _moves;

    internal IReadOnlyList<PropertyJoin> Joins => _joins;

    internal PropertyPart? PartOf(string entity, string part) => _parts.Find(p => p.Entity == entity && p.Part == part);

    internal IEnumerable<PropertyPart> PartsOf(string entity) => _parts.Where(p => p.Entity == entity);

    internal PropertyPart? AsPart(string part) => _parts.Find(p => p.Part == part);

    internal bool Includes(string entity) => _only.Count == 0 || _only.Contains(entity);

    internal IEnumerable<(string Property, object? Value)> FreeValues(bool old, string entity) =>
        _free.Where(free => free.Old == old && free.Entity == entity).Select(free => (free.Property, free.Value));

    internal bool IsFixed(string entity, string property) => _fixed.Contains((entity, property));

    internal string NewEntity(string oldEntity) => _entities.GetValueOrDefault(oldEntity, oldEntity);

    internal PropertyLink? LinkOf(string oldEntity, string oldProperty) =>
        _separate.Contains((oldEntity, oldProperty))
            ? null
            : _links.GetValueOrDefault((oldEntity, oldProperty)) ?? new PropertyLink(oldProperty, oldProperty, Up: null, Down: null);

    /// <summary>What the new model must read, by property, of a row that the old one wrote.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Up(string oldEntity, IReadOnlyDictionary<string, object?> row)
        => _groups.Where(g => g.Entity == oldEntity).SelectMany(g => g.Up(row));

    /// <summary>What the old model must read, by property, of a row that the new one wrote.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Down(string oldEntity, IReadOnlyDictionary<string, object?> row)
        => _groups.Where(g => g.Entity == oldEntity).SelectMany(g => g.Down(row));

    internal IReadOnlyCollection<string> OldNames(string oldEntity) => [.. _groups.Where(g => g.Entity == oldEntity).SelectMany(g => g.Old)];

    internal IReadOnlyCollection<string> NewNames(string oldEntity) => [.. _groups.Where(g => g.Entity == oldEntity).SelectMany(g => g.New)];

    internal object? NullOf(string entity, string property) => _nulls.GetValueOrDefault((entity, property));

    internal bool ChangesDefault(string entity, string property) => _defaults.Contains((entity, property));

    internal Func<int, object?>? ValuesOf(string entity, string property) => _values.GetValueOrDefault((entity, property));

    internal Func<IReadOnlyDictionary<string, object?>, object?>? FollowedBy(string entity, string property) =>
        _followed.GetValueOrDefault((entity, property));

    internal Func<IReadOnlyDictionary<string, object?>, object?>? ComputedBy(string newEntity, string newProperty) =>
        _computed.GetValueOrDefault((newEntity, newProperty));
}

internal sealed record PropertyLink(string Old, string New, Func<object?, object?>? Up, Func<object?, object?>? Down);

internal sealed record PropertyGroup(
    string Entity,
    IReadOnlyList<string> Old,
    IReadOnlyList<string> New,
    Func<IReadOnlyDictionary<string, object?>, Dictionary<string, object?>> Up,
    Func<IReadOnlyDictionary<string, object?>, Dictionary<string, object?>> Down);

internal sealed record PropertyMove(
    string OldEntity, string OldProperty, string NewEntity, string NewProperty, Func<object?, object?> Up, Func<object?, object?> Down);

internal sealed record PropertyJoin(string Entity, string OldProperty, string NewEntity);

internal sealed record PropertyPart(string Entity, string Part, IReadOnlyList<string> Properties);
