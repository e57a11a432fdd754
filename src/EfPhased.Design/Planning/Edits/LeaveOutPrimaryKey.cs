using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The table has no primary key yet. What refers to it is not there either, so it comes after the foreign keys.</summary>
internal sealed record LeaveOutPrimaryKey(IPrimaryKeyConstraint Key) : ModelEdit
{
    public override EditOrder Order => EditOrder.Indexes;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var entity = editor.EntityOf(TableRef.Of(Key.Table));
        var generated = entity.GetProperties().ToDictionary(p => p, p => p.ValueGenerated);

        // Between the end of the key and the word that there is none, a convention would find another.
        using (((IConventionModel)editor.Model).DelayConventions())
        {
            entity.SetPrimaryKey((IMutableProperty?)null);
            foreach (var key in entity.GetDeclaredKeys().ToList())
                entity.RemoveKey(key);
            entity.IsKeyless = true;
        }

        foreach (var (property, value) in generated)
            property.ValueGenerated = value;
    }
}
