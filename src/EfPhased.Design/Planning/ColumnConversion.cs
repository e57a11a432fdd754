using EfPhased.Design.Recipes;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// How a new column follows from the old one, and back: as the author says, or as the types and the model tell.
/// </summary>
/// <param name="Up">SQL for the new column; null for a copy.</param>
/// <param name="Down">SQL for the old column; null for a copy.</param>
internal sealed record ColumnConversion(string? Up, string? Down)
{
    /// <exception cref="PhasedException">
    /// EFP4025: only the author knows how to convert, or what becomes of a label. EFP4026: a value would be lost that the author has not given up. EFP4027: nulls
    /// of the new column cannot be told from a default of the old one. EFP4028: a member of an enum has no value.
    /// </exception>
    public static ColumnConversion Of(PlanContext context, IColumn before, IColumn after)
    {
        var (at, oldAt) = (ColumnRef.Of(after), ColumnRef.Of(before));
        var (up, upSays) = (context.Hints.Ups.GetValueOrDefault(at), context.Hints.Ups.ContainsKey(at));
        var (down, downSays) = (context.Hints.Downs.GetValueOrDefault(oldAt), context.Hints.Downs.ContainsKey(oldAt));
        if (before.StoreType != after.StoreType && !(upSays && downSays))
            Derive(context, before, after, ref up, ref down);
        if (CharSets.Differ(before, after))
            DeriveText(context, before, after, upSays ? null : up ?? ColumnTemplate.For(before.Name), downSays ? null : down ?? ColumnTemplate.For(after.Name), ref up, ref down);

        if (before.IsNullable && !after.IsNullable && !upSays)
        {
            up = context.Values.TryGetValue(at, out var value)
                ? ValueSql.Coalesce(up ?? ColumnTemplate.For(before.Name), value)
                : throw DesignErrors.NullNeedsValue("--up", after.Table.Name, after.Name, before.Name, "required", "the new version cannot read its nulls");
        }

        if (!before.IsNullable && after.IsNullable)
        {
            if (!downSays)
                throw DesignErrors.NullNeedsValue("--down", before.Table.Name, before.Name, after.Name, "optional", "the previous version cannot read null");
            if (ColumnFacets.HasDefault(before))
                throw DesignErrors.DefaultHidesNull(before.Table.Name, before.Name, after.Name);
        }

        return up is null && down is null ? new(null, null) : new(up ?? ColumnTemplate.For(before.Name), down ?? ColumnTemplate.For(after.Name));
    }

    private static void Derive(PlanContext context, IColumn before, IColumn after, ref string? up, ref string? down)
    {
        if (up is null && down is null && MemberConversion.Find(context, before, after) is { } members)
        {
            (up, down) = members;
            context.Plan.Warn($"Values of {before.Table.Name}.{before.Name} that are no members become null in {after.Name}, and the other way round.");
            return;
        }

        var losses = new List<string>();
        up ??= Derived(context, before, after, mayRefuse: false, losses);
        down ??= Derived(context, after, before, mayRefuse: true, losses);
        RequireAccepted(context, before, after, losses);
    }

    // Written out, because text of two character sets is not the same bytes.
    private static void DeriveText(PlanContext context, IColumn before, IColumn after, string? upText, string? downText, ref string? up, ref string? down)
    {
        if (CharSets.Of(before) is not { } from || CharSets.Of(after) is not { } to)
            throw ChangeType.CharSetRefusal(context, ColumnRef.Of(after), before, after);

        var losses = new List<string>();
        up = Converted(upText, from, to, before, after) ?? up;
        down = Converted(downText, to, from, after, before) ?? down;
        RequireAccepted(context, before, after, losses);

        string? Converted(string? text, string from, string to, IColumn column, IColumn other)
        {
            if (text is null || context.Dialect.ConvertText(text, from, to) is not { } conversion)
                return null;
            if (conversion.Loss is { } loss)
                losses.Add($"from {column.Name} to {other.Name}, {loss}");
            return conversion.Value;
        }
    }

    private static void RequireAccepted(PlanContext context, IColumn before, IColumn after, List<string> losses)
    {
        if (losses.Count > 0 && !context.Hints.Accepts(before, after))
            throw DesignErrors.Lossy(before.Table.Name, before.Name, after.Name, losses);
        foreach (var loss in losses)
            context.Plan.Warn($"{before.Table.Name}: {loss}.");
    }

    // What the previous version writes must have a place in the new column. The new version's value may be refused while both run,
    // where the previous one could not read it: nothing is lost then.
    private static string Derived(PlanContext context, IColumn from, IColumn to, bool mayRefuse, List<string> losses)
    {
        var option = mayRefuse ? "--down" : "--up";
        var conversion = context.Dialect.Convert(ColumnTemplate.For(from.Name), from.StoreType, to.StoreType, !to.IsNullable, ServerEnum.Labels(from, to));
        if (conversion is { Undecided.Count: > 0 })
            throw DesignErrors.LabelsUndecided(option, from.Table.Name, from.Name, from.StoreType, to.Name, to.StoreType, conversion);
        if (conversion is null || (conversion.Refuses is not null && !mayRefuse))
        {
            throw DesignErrors.ConversionNeeded(
                option, from.Table.Name, from.Name, from.StoreType, to.Name, to.StoreType, conversion?.Refuses);
        }

        if (conversion.Loss is { } loss)
            losses.Add($"from {from.Name} to {to.Name}, {loss}");
        if (conversion.Refuses is { } refused)
            context.Plan.Warn($"Until Contract, {from.Table.Name}.{from.Name} takes no {refused}: the previous version could not read them.");
        return conversion.Value;
    }
}
