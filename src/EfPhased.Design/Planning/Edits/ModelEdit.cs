namespace EfPhased.Design.Planning.Edits;

/// <summary>
/// One way in which the models between old and new differ from the new one. Recipes ask for edits; <see cref="IntermediateModels"/>
/// applies them.
/// </summary>
internal abstract record ModelEdit
{
    /// <summary>When it is applied, among the edits of one model.</summary>
    public abstract EditOrder Order { get; }

    /// <param name="editor">The new model as its code makes it, before it is finished.</param>
    /// <param name="phase">The phase that leads to the model: Expand or Switch.</param>
    public abstract void Apply(ModelEditor editor, Phase phase);
}

/// <summary>What stands on something else comes after it. Edits of one order keep the order in which recipes gave them.</summary>
internal enum EditOrder
{
    Tables,
    NewColumns,
    Columns,
    Keys,
    ForeignKeys,
    Indexes,
    Constraints,
    Names,
    Model,
}
