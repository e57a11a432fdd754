using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Rows of a column get their numbers from the server in another way, or from now on. Two that both choose numbers meet sooner or later;
/// so either the server gives all of them, before and after, or it begins where the model says, above those of the previous version, or
/// ends there, below those of the new one (<see cref="ApplicationNumbers"/>).
/// </summary>
internal static class ChangeNumbering
{
    /// <summary>Numbers of the application's own are taken too.</summary>
    public const string ByDefault = "IdentityByDefaultColumn";

    private const string Always = "IdentityAlwaysColumn";
    private const ColumnFacet Understood = ColumnFacet.Identity | ColumnFacet.Other;

    /// <exception cref="PhasedException">EFP4024: there is no safe way.</exception>
    public static void Plan(PlanContext context, ColumnRef at, IColumn after, AlterColumnOperation alter, ColumnFacet facets)
    {
        var (from, to) = (alter.OldColumn.Numbering(), alter.Numbering());
        var alone = from is null || to is null ? Understood : ColumnFacet.Identity;
        if (context.Dialect.FactFor(alter) is { Work: not (Work.Metadata or Work.None) } fact)
            throw Refused($"the server {fact.WorkText} for it ({fact.Id})", "Take it by hand with gh-ost or pt-online-schema-change, or while nobody writes.");
        if ((facets & ~alone) != ColumnFacet.None)
            throw Refused($"{(facets & ~ColumnFacet.Identity).ToString().ToLowerInvariant()} of it changes at the same time", "Make each a change of its own.");
        if (from is null && to is null)
            throw Refused("the two versions would leave its values to different things", $"Map the property to a new column: HasColumnName(\"{at.Name}New\").");
        if (to is null)
        {
            ApplicationNumbers.Plan(context, context.OldColumn(at), after, alter, Refused);
            return;
        }

        if (from is null)
            RequireStart();

        var first = to == Always ? ByDefault : to;
        if (from != first)
        {
            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
            {
                Up = [OperationKey.AlterColumn(at)], Down = [OperationKey.AlterColumn(at)],
            }.Online());
        }

        if (first == to)
            return;

        // ALWAYS refuses rows with a number of the application's own.
        context.Plan.Edit(new NumberMeanwhile(after, first));
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
        {
            Up = [OperationKey.AlterColumn(at)], Down = [OperationKey.AlterColumn(at)],
        }.Online());

        void RequireStart()
        {
            if (to != Always && to != ByDefault)
                throw Refused("the server would begin at 1", "Make it an identity column, with the first number of the server's: UseIdentityByDefaultColumn().HasIdentityOptions(startValue: <number>).");
            if (NumberingOptions.Of(alter)?.Start is not { } start)
            {
                throw Refused(
                    "until Contract the previous version chooses numbers, and the server would begin at 1 and give the same ones",
                    "Say where the server begins, above all numbers that the application gives until Contract: HasIdentityOptions(startValue: <number>).");
            }

            context.Plan.Warn(FormattableString.Invariant($"The server numbers {at} from {start} on. Until Contract the previous version must choose numbers below that: the server refuses the second row of two with the same one where they are unique."));
            context.Plan.Add(PlannedStep.Phased(Phase.Expand, Stage.Columns, new CheckRowsOperation
            {
                Change = context.Change, Schema = at.Schema, Table = at.Table, Constraint = at.Name, Key = context.Key(at.In), Limit = new ColumnLimit(at.Name, start),
            }));
        }

        PhasedException Refused(string why, string instead) => DesignErrors.Identity(
            at.In.ToString(), at.Name, ColumnDifference.Numbering(alter.OldColumn), ColumnDifference.Numbering(alter), why, instead);
    }
}
