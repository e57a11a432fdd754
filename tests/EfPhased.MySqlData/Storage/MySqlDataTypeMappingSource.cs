using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataTypeMappingSource(
    TypeMappingSourceDependencies dependencies, RelationalTypeMappingSourceDependencies relationalDependencies)
    : RelationalTypeMappingSource(dependencies, relationalDependencies)
{
    // An index key may have 3072 bytes, a character in utf8mb4 up to 4.
    private const int DefaultKeyLength = 255;
    private const int MaxVarcharLength = 16383;
    private const int MaxVarbinaryLength = 65535;
    private const int DefaultFractionalSeconds = 6;

    protected override RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo)
        => base.FindMapping(mappingInfo)
            ?? (mappingInfo.StoreTypeName is null ? FindByClrType(mappingInfo) : FindByStoreType(mappingInfo));

    private static RelationalTypeMapping? FindByStoreType(in RelationalTypeMappingInfo mappingInfo)
    {
        var clrType = mappingInfo.ClrType;
        var mapping = MySqlDataTypeMappings.ForStoreType(mappingInfo.StoreTypeName!, mappingInfo.StoreTypeNameBase!)
            .FirstOrDefault(candidate => clrType is null || candidate.ClrType == clrType);
        return mapping?.WithTypeMappingInfo(mappingInfo);
    }

    private static RelationalTypeMapping? FindByClrType(in RelationalTypeMappingInfo mappingInfo)
    {
        var clrType = mappingInfo.ClrType;
        if (clrType is null)
            return null;

        if (clrType == typeof(string))
            return FindString(mappingInfo);
        if (clrType == typeof(byte[]))
            return FindBinary(mappingInfo);
        if (!MySqlDataTypeMappings.ByClrType.TryGetValue(clrType, out var mapping))
            return null;

        if (clrType == typeof(decimal))
        {
            var precision = mappingInfo.Precision ?? mapping.Precision;
            var scale = mappingInfo.Scale ?? (mappingInfo.Precision is null ? mapping.Scale : 0);
            return mapping.WithPrecisionAndScale(precision, scale);
        }

        return mapping.StoreTypePostfix == StoreTypePostfix.Precision
            ? mapping.WithPrecisionAndScale(mappingInfo.Precision ?? DefaultFractionalSeconds, null)
            : mapping;
    }

    private static RelationalTypeMapping FindString(in RelationalTypeMappingInfo mappingInfo)
    {
        var size = mappingInfo.Size ?? (mappingInfo.IsKeyOrIndex ? DefaultKeyLength : null);
        if (size is null or < 0 or > MaxVarcharLength)
            return MySqlDataTypeMappings.LongText;

        var sized = mappingInfo.IsFixedLength == true ? MySqlDataTypeMappings.Char : MySqlDataTypeMappings.Varchar;
        return sized.WithStoreTypeAndSize($"{sized.StoreTypeNameBase}({size})", size);
    }

    private static RelationalTypeMapping FindBinary(in RelationalTypeMappingInfo mappingInfo)
    {
        var size = mappingInfo.Size ?? (mappingInfo.IsKeyOrIndex ? DefaultKeyLength : null);
        if (size is null or < 0 or > MaxVarbinaryLength)
            return MySqlDataTypeMappings.LongBlob;

        var sized = mappingInfo.IsFixedLength == true ? MySqlDataTypeMappings.Binary : MySqlDataTypeMappings.Varbinary;
        return sized.WithStoreTypeAndSize($"{sized.StoreTypeNameBase}({size})", size);
    }
}
