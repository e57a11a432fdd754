using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataDateTimeTypeMapping : DateTimeTypeMapping
{
    public MySqlDataDateTimeTypeMapping(string storeType)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(DateTime), jsonValueReaderWriter: JsonDateTimeReaderWriter.Instance),
                storeType,
                StoreTypePostfix.Precision,
                System.Data.DbType.DateTime))
    {
    }

    private MySqlDataDateTimeTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters)
        => new MySqlDataDateTimeTypeMapping(parameters);

    protected override string GenerateNonNullSqlLiteral(object value)
        => string.Create(CultureInfo.InvariantCulture, $"TIMESTAMP'{value:yyyy-MM-dd HH:mm:ss.ffffff}'");
}
