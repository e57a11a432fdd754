using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Creates, limits, restarts and drops sequences. No two sequences may hand out the same values to the two versions.
/// </summary>
internal static class ChangeSequence
{
    private const string HiLo = "HiLoSequenceName";

    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        switch (operation)
        {
            case CreateSequenceOperation create:
                Create(create, context);
                return true;
            case AlterSequenceOperation alter:
                Alter(alter, context);
                return true;
            case RestartSequenceOperation restart:
                Restart(restart, context);
                return true;
            case DropSequenceOperation drop:
                Drop(drop, context);
                return true;
            case RenameSequenceOperation rename:
                throw DesignErrors.SequenceRenamed(rename.Name, Name(rename.NewName ?? rename.Name, rename.NewSchema));
            default:
                return false;
        }
    }

    private static void Create(CreateSequenceOperation create, PlanContext context)
    {
        var sequence = Ref(create.Name, create.Schema);
        foreach (var drop in context.Pending.OfType<DropSequenceOperation>())
            RefuseReplacement(context, Ref(drop.Name, drop.Schema), create);
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Database)
        {
            Up = [OperationKey.CreateSequence(sequence)],
            Down = [OperationKey.DropSequence(sequence)],
        });
    }

    // EF Core knows a sequence by its name and type, so another one of either is another sequence to it.
    private static void RefuseReplacement(PlanContext context, TableRef dropped, CreateSequenceOperation create)
    {
        var (old, @new) = (Old(context, dropped), Ref(create.Name, create.Schema));
        if (dropped == @new)
            throw DesignErrors.SequenceType(dropped.ToString(), old.Type.Name, create.ClrType.Name);
        if (old.Type == create.ClrType && old.IncrementBy == create.IncrementBy)
            throw DesignErrors.SequenceRenamed(old.Name, @new.ToString());
    }

    // Wider limits let the new version write; narrower ones must wait for the previous version.
    private static void Alter(AlterSequenceOperation alter, PlanContext context)
    {
        var sequence = Ref(alter.Name, alter.Schema);
        if (alter.IncrementBy != alter.OldSequence.IncrementBy)
            throw DesignErrors.SequenceIncrement(sequence.ToString(), alter.OldSequence.IncrementBy, alter.IncrementBy, Users(context, sequence));

        var narrower = (alter.MaxValue ?? long.MaxValue) < (alter.OldSequence.MaxValue ?? long.MaxValue)
            || (alter.MinValue ?? long.MinValue) > (alter.OldSequence.MinValue ?? long.MinValue);
        if (narrower)
            context.Plan.Edit(new KeepSequence(Old(context, sequence)));
        context.Plan.Add(new PlannedStep(narrower ? Phase.Contract : Phase.Expand, Stage.Names)
        {
            Up = [OperationKey.Of(alter)],
            Down = [OperationKey.Of(alter)],
        });
    }

    // Online, the start moves the sequence forward and never back, whatever it has reached.
    private static void Restart(RestartSequenceOperation restart, PlanContext context)
    {
        context.Plan.Warn(
            FormattableString.Invariant($"'{Ref(restart.Name, restart.Schema)}' is to start at {restart.StartValue}: it moves on to that value where it has not reached it, ")
            + "and goes on from where it is where it has. Values that were handed out do not come again.");
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Names)
        {
            Up = [OperationKey.Of(restart)],
            Down = [OperationKey.Of(restart)],
        }.Online());
    }

    private static void Drop(DropSequenceOperation drop, PlanContext context)
    {
        var sequence = Ref(drop.Name, drop.Schema);
        foreach (var create in context.Pending.OfType<CreateSequenceOperation>())
            RefuseReplacement(context, sequence, create);
        context.Plan.Edit(new KeepSequence(Old(context, sequence)));
        context.Plan.Remove(sequence);
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.DropDatabase)
        {
            Up = [OperationKey.DropSequence(sequence)],
            Down = [OperationKey.CreateSequence(sequence)],
            DownIfAny = OperationKey.EnsureSchema(drop.Schema),
            MakeDown = o => o.OrderBy(c => c is not EnsureSchemaOperation),
        });
    }

    private static ISequence Old(PlanContext context, TableRef sequence)
        => context.OldSequences.First(s => s.Name == sequence.Table && s.Schema == sequence.Schema);

    private static List<string> Users(PlanContext context, TableRef sequence)
        => [.. context.OldTables.SelectMany(t => t.Columns).SelectMany(c => c.PropertyMappings).Select(m => m.Property)
            .Where(p => p.GetAnnotations().Any(a => a.Name.EndsWith(HiLo, StringComparison.Ordinal) && a.Value as string == sequence.Table))
            .Select(p => $"{p.DeclaringType.ShortName()}.{p.Name}").Distinct()];

    private static TableRef Ref(string name, string? schema) => new(name, schema);

    private static string Name(string name, string? schema) => Ref(name, schema).ToString();
}
