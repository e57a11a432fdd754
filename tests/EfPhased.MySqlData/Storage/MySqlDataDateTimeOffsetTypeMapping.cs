using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EfPhased.MySqlData.Storage;

/// <summary>
/// Keeps the instant in UTC; the server has no type that keeps an offset.
/// </summary>
internal sealed class MySqlDataDateTimeOffsetTypeMapping : DateTimeOffsetTypeMapping
{
    public MySqlDataDateTimeOffsetTypeMapping(string storeType)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(DateTimeOffset), jsonValueReaderWriter: JsonDateTimeOffsetReaderWriter.Instance),
                storeType,
                StoreTypePostfix.Precision,
                System.Data.DbType.DateTime))
    {
    }

    private MySqlDataDateTimeOffsetTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    public override MethodInfo GetDataReaderMethod() => typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetDateTime))!;

    public override Expression CustomizeDataReaderExpression(Expression expression)
        => Expression.New(
            typeof(DateTimeOffset).GetConstructor([typeof(DateTime), typeof(TimeSpan)])!, expression, Expression.Constant(TimeSpan.Zero));

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters)
        => new MySqlDataDateTimeOffsetTypeMapping(parameters);

    protected override void ConfigureParameter(DbParameter parameter)
    {
        if (parameter.Value is DateTimeOffset instant)
            parameter.Value = instant.UtcDateTime;
    }

    protected override string GenerateNonNullSqlLiteral(object value)
        => string.Create(CultureInfo.InvariantCulture, $"TIMESTAMP'{((DateTimeOffset)value).UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}'");
}
