using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataStringTypeMapping : StringTypeMapping
{
    public MySqlDataStringTypeMapping(string storeType, StoreTypePostfix postfix, bool fixedLength = false)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(string), jsonValueReaderWriter: JsonStringReaderWriter.Instance),
                storeType,
                postfix,
                System.Data.DbType.String,
                unicode: true,
                fixedLength: fixedLength))
    {
    }

    private MySqlDataStringTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters)
        => new MySqlDataStringTypeMapping(parameters);

    // The backslash escapes too, unless sql_mode has NO_BACKSLASH_ESCAPES.
    protected override string EscapeSqlLiteral(string literal)
        => literal.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);
}
