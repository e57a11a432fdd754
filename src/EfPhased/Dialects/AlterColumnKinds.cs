using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// All that one AlterColumn does: EF Core puts every difference of a column into one operation.
/// </summary>
internal static class AlterColumnKinds
{
    public static bool ChangesType(AlterColumnOperation alter)
        => alter.ColumnType is { } type && alter.OldColumn.ColumnType is { } old && type != old;

    public static IReadOnlyList<OperationKind> Of(AlterColumnOperation alter, Dialect dialect, TypeChangeContext context)
    {
        if (alter.ComputedColumnSql != alter.OldColumn.ComputedColumnSql || IsStored(alter) != IsStored(alter.OldColumn))
            return dialect.HasTransactionalDdl ? ByNewColumn(alter) : [InPlace(alter)];

        var kinds = new List<OperationKind>();
        if (IsOfUnknownType(alter))
            kinds.Add(OperationKind.Unknown);
        if (!alter.IsNullable && alter.OldColumn.IsNullable)
            kinds.Add(alter.IsOnline() ? OperationKind.SetNotNullProven : OperationKind.SetNotNull);
        if (alter.IsNullable && !alter.OldColumn.IsNullable)
            kinds.Add(OperationKind.DropNotNull);
        if (alter.IsNumbered() != alter.OldColumn.IsNumbered())
            kinds.Add(alter.IsNumbered() ? OperationKind.AddIdentity : OperationKind.DropIdentity);
        else if (alter.Numbering() != alter.OldColumn.Numbering())
            kinds.Add(alter.IsSerial() || alter.OldColumn.IsSerial() ? OperationKind.AddIdentity : OperationKind.SetIdentityAlways);
        else if (NumberingOptions.Change(alter))
            kinds.Add(OperationKind.RestartIdentity);
        if (!Equals(alter.DefaultValue, alter.OldColumn.DefaultValue) || alter.DefaultValueSql != alter.OldColumn.DefaultValueSql)
            kinds.Add(OperationKind.SetDefault);
        if (alter.Collation != alter.OldColumn.Collation)
            kinds.Add(context.IsIndexed ? OperationKind.ChangeCollationIndexed : OperationKind.ChangeCollation);
        if (CharSets.Differ(alter.OldColumn, alter))
            kinds.Add(OperationKind.ChangeCharset);
        if (alter.Comment != alter.OldColumn.Comment)
            kinds.Add(OperationKind.SetComment);
        return kinds;
    }

    // Npgsql drops the column and adds it anew.
    private static OperationKind[] ByNewColumn(AlterColumnOperation alter) =>
    [
        OperationKind.DropColumn,
        alter.ComputedColumnSql is null ? OperationKind.AddColumn
            : IsStored(alter) ? OperationKind.AddStoredColumn
            : OperationKind.AddVirtualColumn,
    ];

    // MySQL's providers MODIFY it.
    private static OperationKind InPlace(AlterColumnOperation alter)
    {
        var (from, to) = (alter.OldColumn, alter);
        return (from.ComputedColumnSql is not null, to.ComputedColumnSql is not null) switch
        {
            (true, false) => IsStored(from) ? OperationKind.DropStoredExpression : OperationKind.DropVirtualExpression,
            (true, true) when IsStored(from) != IsStored(to) => OperationKind.StoreVirtualColumn,
            (true, true) => IsStored(to) ? OperationKind.SetStoredExpression : OperationKind.SetVirtualExpression,
            _ => IsStored(to) ? OperationKind.SetStoredExpression : OperationKind.StoreVirtualColumn,
        };
    }

    private static bool IsStored(ColumnOperation column) => column.ComputedColumnSql is not null && column.IsStored == true;

    // A migration written by hand may leave the store types to the provider.
    private static bool IsOfUnknownType(AlterColumnOperation alter)
        => (alter.ColumnType is null || alter.OldColumn.ColumnType is null)
            && (alter.ClrType != alter.OldColumn.ClrType || alter.MaxLength != alter.OldColumn.MaxLength
                || alter.Precision != alter.OldColumn.Precision || alter.Scale != alter.OldColumn.Scale
                || alter.IsUnicode != alter.OldColumn.IsUnicode || alter.IsFixedLength != alter.OldColumn.IsFixedLength);
}
