using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A foreign key's column and the one that takes it over in the key of a new table: what must hold for the two to be kept in step.
/// </summary>
/// <param name="context">The plan.</param>
/// <param name="old">The column that goes.</param>
/// <param name="new">The column in the new table's key.</param>
internal sealed class JoinedColumn(PlanContext context, IColumn old, IColumn @new)
{
    private readonly ITable _whole = (ITable)old.Table;
    private readonly ITable _part = (ITable)@new.Table;
    private readonly ITable _principal = context.NewTable(TableRef.Of(old.Table));

    public IColumn Old => old;

    /// <summary>What the column refers to in the old model.</summary>
    public IForeignKeyConstraint? OldReference => ReferenceOf(_whole, old);

    /// <summary>A row of the new table is known by the row that it belongs to and by what the column refers to, as in the old table.</summary>
    public bool IsJoined => Link is not null && Reference is { } reference && OldReference is { } before
        && TableRef.Of(reference.PrincipalTable) == TableRef.Of(before.PrincipalTable) && reference.PrincipalColumns[0].Name == before.PrincipalColumns[0].Name;

    private IForeignKeyConstraint? Reference => ReferenceOf(_part, @new);

    private IForeignKeyConstraint? Link => _part.ForeignKeyConstraints.FirstOrDefault(f => f.PrincipalTable == _principal
        && f.PrincipalColumns.ToHashSet().SetEquals(_principal.PrimaryKey?.Columns ?? [])
        && _part.PrimaryKey!.Columns.ToHashSet().SetEquals([.. f.Columns, @new]) && !f.Columns.Contains(@new));

    /// <exception cref="PhasedException">EFP4071: the two cannot be kept in step. EFP4074: a column counts writes.</exception>
    public void Check()
    {
        if ((Shape() ?? Rows() ?? Deletes()) is { } why)
            throw DesignErrors.CannotMove($"{ColumnRef.Of(old)}={ColumnRef.Of(@new)}", why);
        if (MovedPair.Versions(_whole, _principal, _part).FirstOrDefault() is { } version)
            throw DesignErrors.MoveWithRowVersion(_whole.Name, _part.Name, version);
    }

    public PlannedMove Move() => new(
        TableRef.Of(_whole),
        new MovedRows(
            _part.Name, [.. Link!.PrincipalColumns.Select(c => c.Name)], [.. Link.Columns.Select(c => c.Name)],
            [new MovedColumn(old.Name, @new.Name) { Type = old.StoreType }], _part.Schema)
        {
            PartRows = PartRows.Several,
            Principal = new MovedPrincipal(Reference!.PrincipalTable.Name, Reference.PrincipalColumns[0].Name, Reference.PrincipalTable.Schema),
        },
        OldIsPart: false);

    private string? Shape()
    {
        if (Link is null || !Names(_whole.PrimaryKey).SetEquals(Names(_principal.PrimaryKey)))
            return $"the key of '{_part.Name}' is not made of '{@new.Name}' and a foreign key to that of '{_whole.Name}', so nobody knows which row takes which value";
        if (!IsJoined)
            return $"'{ColumnRef.Of(old)}' and '{ColumnRef.Of(@new)}' do not refer to the same key of one column. Do it in two changes: add '{_part.Name}' beside "
                + $"'{ColumnRef.Of(old)}', let the new version write both and fill '{_part.Name}' with one row for each; drop '{old.Name}' in the next";
        if (old.StoreType != @new.StoreType)
            return $"'{ColumnRef.Of(old)}' is {old.StoreType} and '{ColumnRef.Of(@new)}' {@new.StoreType}. Change the type in a change of its own first";
        return context.Hints.Ups.ContainsKey(ColumnRef.Of(@new)) || context.Hints.Downs.ContainsKey(ColumnRef.Of(old))
            ? $"what '{ColumnRef.Of(old)}' holds is a key of '{Reference!.PrincipalTable.Name}', and --up and --down would make it another one's"
            : null;
    }

    // What either version inserts must say nothing that it does not mean.
    private string? Rows()
    {
        if (!old.IsNullable)
            return $"'{ColumnRef.Of(old)}' is required, and a row that the new version inserts refers to nothing yet. Make it optional in a change of its own first";
        if (ColumnFacets.HasDefault(old) || old.ComputedColumnSql is not null)
            return $"'{ColumnRef.Of(old)}' has a default, to which a row of the new version would refer without knowing it. Take the default away in a change of its own first";
        if ((_whole.Indexes.FirstOrDefault(i => i.IsUnique && i.Columns.Contains(old))?.Name ?? _whole.UniqueConstraints.FirstOrDefault(u => u.Columns.Contains(old))?.Name) is { } unique)
            return $"'{ColumnRef.Of(old)}' is unique by '{unique}', and the new version may have several rows refer to one. Drop it in a change of its own first";
        return MoveRows.Others(_part).FirstOrDefault(c => !c.IsNullable && !ColumnFacets.HasDefault(c) && c.ComputedColumnSql is null) is { } required
            ? $"'{ColumnRef.Of(required)}' is required, and nothing in '{_whole.Name}' says what it holds. Give it a default, or make it optional"
            : null;
    }

    // The version that does not know the other place deletes without regard to it.
    private string? Deletes()
    {
        if (new[] { Link!, Reference! }.FirstOrDefault(f => f.OnDeleteAction != ReferentialAction.Cascade) is { } stops)
            return $"'{stops.Name}' stops deletes of '{stops.PrincipalTable.Name}' by the version that does not know '{_part.Name}'. Let it cascade, OnDelete(DeleteBehavior.Cascade)";
        return OldReference!.OnDeleteAction == ReferentialAction.Cascade
            ? $"'{OldReference.Name}' deletes rows of '{_whole.Name}' with what they refer to, whichever version deletes that, and the new version means those of '{_part.Name}' alone. "
                + "Let it set null in a change of its own first, OnDelete(DeleteBehavior.SetNull)"
            : null;
    }

    private static IForeignKeyConstraint? ReferenceOf(ITable table, IColumn column)
        => table.ForeignKeyConstraints.Where(f => f.Columns.Contains(column)).ToList() is [{ Columns.Count: 1 } only] ? only : null;

    private static HashSet<string> Names(IPrimaryKeyConstraint? key) => [.. key?.Columns.Select(c => c.Name) ?? []];
}
