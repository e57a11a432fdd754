using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// Builds the models between old and new: the new model as its code makes it, edited before it is finished. Starting from the new
/// one, everything that the change does not touch is right without our knowing of it.
/// </summary>
internal sealed class IntermediateModels(DbContext context, string change)
{
    private readonly EditableModelSource _source = new(context.GetService<ModelSourceDependencies>());

    /// <summary>The target model of a phase.</summary>
    /// <param name="edits">What recipes ask for.</param>
    /// <param name="phase">Expand or Switch.</param>
    /// <exception cref="PhasedException">EFP4008: the model has a shape that cannot be carried through the phases.</exception>
    public IModel Build(IReadOnlyList<ModelEdit> edits, Phase phase)
    {
        var model = _source.Create(context, context.GetService<ModelCreationDependencies>());
        var editor = new ModelEditor(model, change);
        foreach (var edit in edits.OrderBy(e => e.Order))
            edit.Apply(editor, phase);
        return context.GetService<IModelRuntimeInitializer>().Initialize((IModel)model, designTime: true, validationLogger: null);
    }

    private sealed class EditableModelSource(ModelSourceDependencies dependencies) : ModelSource(dependencies)
    {
        public IMutableModel Create(DbContext context, ModelCreationDependencies creation)
            => (IMutableModel)CreateModel(context, creation.ConventionSetBuilder, creation.ModelDependencies);
    }
}
