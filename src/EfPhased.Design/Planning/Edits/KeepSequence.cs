using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old sequence is still there, or still has its old limits.</summary>
internal sealed record KeepSequence(ISequence Sequence) : ModelEdit
{
    public override EditOrder Order => EditOrder.Model;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var sequence = editor.Model.FindSequence(Sequence.Name, Sequence.Schema);
        if (sequence is null)
        {
            sequence = editor.Model.AddSequence(Sequence.Name, Sequence.Schema);
            sequence.Type = Sequence.Type;
            sequence.StartValue = Sequence.StartValue;
        }

        sequence.IncrementBy = Sequence.IncrementBy;
        sequence.MinValue = Sequence.MinValue;
        sequence.MaxValue = Sequence.MaxValue;
        sequence.IsCyclic = Sequence.IsCyclic;
        foreach (var annotation in Sequence.GetAnnotations())
            sequence.SetAnnotation(annotation.Name, annotation.Value);
    }
}
