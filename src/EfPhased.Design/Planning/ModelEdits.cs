using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// How the models between old and new differ from the new one. Recipes say what; <see cref="IntermediateModels"/> does it.
/// </summary>
internal abstract record ModelEdit;

/// <summary>The old column is still there.</summary>
/// <param name="Column">The column, of the old model.</param>
/// <param name="Default">The default that it is given meanwhile, so that the new version's inserts may leave it out.</param>
internal sealed record KeepColumn(IColumn Column, object? Default = null) : ModelEdit;

/// <summary>The old index is still there.</summary>
internal sealed record KeepIndex(ITableIndex Index) : ModelEdit;

/// <summary>The old foreign key is still there.</summary>
internal sealed record KeepForeignKey(IForeignKeyConstraint ForeignKey) : ModelEdit;

/// <summary>The new column is nullable until Switch.</summary>
/// <param name="Column">The column, of the new model.</param>
/// <param name="WithoutDefault">It has no default before the end of Contract, because a trigger could not tell an omitted value.</param>
internal sealed record RelaxColumn(IColumn Column, bool WithoutDefault) : ModelEdit;

/// <summary>The new index bears another name until the old one, whose name it takes, is gone.</summary>
internal sealed record RenameIndexMeanwhile(ITableIndex Index, string Name) : ModelEdit;
