using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new check is not there yet.</summary>
internal sealed record LeaveOutCheck(TableRef Table, string Name) : ModelEdit
{
    public override EditOrder Order => EditOrder.Constraints;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var store = StoreObjectIdentifier.Table(Table.Table, Table.Schema);
        var checks = editor.Model.GetEntityTypes().Where(e => ModelEditor.IsMappedTo(e, Table))
            .SelectMany(e => e.GetDeclaredCheckConstraints().Where(c => c.GetName(store) == Name)
                .Select(c => (Entity: e, c.ModelName)).ToList())
            .ToList();
        foreach (var (entity, name) in checks)
            entity.RemoveCheckConstraint(name);
        if (checks.Count == 0)
            throw editor.Unsupported($"the check {Name} cannot be found");
    }
}
