using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataDecimalTypeMapping : DecimalTypeMapping
{
    public MySqlDataDecimalTypeMapping(string storeType, int precision, int scale)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(decimal), jsonValueReaderWriter: JsonDecimalReaderWriter.Instance),
                storeType,
                StoreTypePostfix.PrecisionAndScale,
                System.Data.DbType.Decimal,
                precision: precision,
                scale: scale))
    {
    }

    private MySqlDataDecimalTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters)
        => new MySqlDataDecimalTypeMapping(parameters);
}
