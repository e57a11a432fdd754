using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Rows of a column get their numbers from the application from now on. Until Contract the server goes on numbering those of the
/// previous version, and stops below the new version's, so that the two never meet.
/// </summary>
internal static class ApplicationNumbers
{
    /// <exception cref="PhasedException">EFP4024: nobody says where the one ends and the other begins, or there is no way back.</exception>
    public static void Plan(PlanContext context, IColumn before, IColumn after, AlterColumnOperation alter, Func<string, string, PhasedException> refused)
    {
        var at = ColumnRef.Of(after);
        var options = NumberingOptions.Of(alter.OldColumn) ?? new();
        if (context.Dialect.FactFor(OperationKind.AddIdentity) is { Work: not (Work.Metadata or Work.None) } fact)
        {
            throw refused(
                $"a rollback would have the server number it again, for which it {fact.WorkText} while others wait ({fact.Id})",
                "Take it by hand with gh-ost or pt-online-schema-change, or while nobody writes.");
        }

        if (alter.OldColumn.IsSerial())
            throw refused("the numbers of a serial column have no end", "Make it an identity column in a change of its own first: UseIdentityByDefaultColumn().");
        if (options.Increment <= 0 || options.IsCyclic)
            throw refused("the server counts down or begins anew, so its numbers have no upper end", "Have it count up to a maxValue in a change of its own first.");

        var drawn = FirstDrawn(after);
        if ((drawn ?? options.Max + 1) is not { } begin)
        {
            throw refused(
                "until Contract the previous version leaves its numbers to the server, which may give one that the new version has chosen, and refuses the second row",
                "Say where the server ends, below all numbers of the new version: HasIdentityOptions(maxValue: <number>), in a change of its own before this one. "
                + "Or have the new version draw them from a sequence that begins higher, with UseHiLo.");
        }

        var limited = options with { Max = Math.Min(begin - 1, options.Max ?? long.MaxValue) };
        context.Plan.Warn(FormattableString.Invariant(
            $"Until Contract the server numbers {at} up to {limited.Max} for the previous version, and refuses its rows when there are none left. The new version's begin at {begin}."));
        if (options.Max is null)
            context.Plan.Warn(FormattableString.Invariant($"Rows that the new version has inserted outlive a rollback of Expand: the server meets their numbers in {at} when it has counted up to {begin}."));
        context.Plan.Edit(new NumberMeanwhile(after, ChangeNumbering.ByDefault) { Like = before, Options = limited });
        if (drawn is not null)
        {
            context.Plan.Add(PlannedStep.Phased(Phase.Expand, Stage.Columns, new CheckRowsOperation
            {
                Change = context.Change, Schema = at.Schema, Table = at.Table, Constraint = at.Name, Key = context.Key(at.In), Limit = new ColumnLimit(at.Name, begin),
            }));
        }

        // ALWAYS would refuse rows with a number of the new version's.
        if (limited != options || alter.OldColumn.Numbering() != ChangeNumbering.ByDefault)
            context.Plan.Add(Step(Phase.Expand, Stage.Columns));
        context.Plan.Add(Step(Phase.Contract, Stage.Defaults));

        PlannedStep Step(Phase phase, Stage stage) => new PlannedStep(phase, stage)
        {
            Up = [OperationKey.AlterColumn(at)], Down = [OperationKey.AlterColumn(at)],
        }.Online();
    }

    // EF Core's HiLo gives blocks of numbers from what a sequence gives on, so none below where that begins.
    private static long? FirstDrawn(IColumn column)
    {
        var property = column.PropertyMappings.Select(m => m.Property).FirstOrDefault();
        var model = property?.DeclaringType.Model;
        if (property is not { ValueGenerated: ValueGenerated.OnAdd } || (Annotation(property, OperationKinds.NumberingAnnotation) ?? Annotation(model!, OperationKinds.NumberingAnnotation))?.ToString() != "SequenceHiLo")
            return null;
        var name = (Annotation(property, ":HiLoSequenceName") ?? Annotation(model!, ":HiLoSequenceName")) as string;
        var schema = (Annotation(property, ":HiLoSequenceSchema") ?? Annotation(model!, ":HiLoSequenceSchema")) as string;
        return name is not null && model!.FindSequence(name, schema) is { IncrementBy: > 0, IsCyclic: false } sequence ? sequence.StartValue : null;
    }

    private static object? Annotation(IReadOnlyAnnotatable annotated, string name)
        => annotated.GetAnnotations().FirstOrDefault(a => a.Name.EndsWith(name, StringComparison.Ordinal))?.Value;
}
