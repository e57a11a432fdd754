using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataTimeSpanTypeMapping : TimeSpanTypeMapping
{
    public MySqlDataTimeSpanTypeMapping(string storeType)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(TimeSpan), jsonValueReaderWriter: JsonTimeSpanReaderWriter.Instance),
                storeType,
                StoreTypePostfix.Precision,
                System.Data.DbType.Time))
    {
    }

    private MySqlDataTimeSpanTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters)
        => new MySqlDataTimeSpanTypeMapping(parameters);

    // The server's time reaches 838 hours; a TimeSpan counts days apart.
    protected override string GenerateNonNullSqlLiteral(object value)
    {
        var span = (TimeSpan)value;
        var sign = span < TimeSpan.Zero ? "-" : "";
        span = span.Duration();
        return string.Create(CultureInfo.InvariantCulture, $"TIME'{sign}{(int)span.TotalHours:00}:{span:mm\\:ss\\.ffffff}'");
    }
}
