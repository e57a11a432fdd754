using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Classification;

/// <summary>
/// The store type of a column that an operation names by its CLR type only, as migrations of older versions do.
/// </summary>
internal sealed class StoreTypes(IRelationalTypeMappingSource types)
{
    /// <returns>The store type; null where the provider knows none.</returns>
    public string? Of(ColumnOperation operation)
        => operation.ColumnType ?? (operation.ClrType is { } type
            ? types.FindMapping(
                type, null, keyOrIndex: false, operation.IsUnicode, operation.MaxLength, operation.IsRowVersion, operation.IsFixedLength,
                operation.Precision, operation.Scale)?.StoreType
            : null);
}
