using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataDateOnlyTypeMapping : DateOnlyTypeMapping
{
    public MySqlDataDateOnlyTypeMapping(string storeType)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(DateOnly), jsonValueReaderWriter: JsonDateOnlyReaderWriter.Instance),
                storeType,
                StoreTypePostfix.None,
                System.Data.DbType.Date))
    {
    }

    private MySqlDataDateOnlyTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    public override MethodInfo GetDataReaderMethod() => typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetDateTime))!;

    public override Expression CustomizeDataReaderExpression(Expression expression)
        => Expression.Call(typeof(DateOnly).GetMethod(nameof(DateOnly.FromDateTime))!, expression);

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters)
        => new MySqlDataDateOnlyTypeMapping(parameters);

    protected override void ConfigureParameter(DbParameter parameter)
    {
        if (parameter.Value is DateOnly date)
            parameter.Value = date.ToDateTime(TimeOnly.MinValue);
    }

    protected override string GenerateNonNullSqlLiteral(object value)
        => string.Create(CultureInfo.InvariantCulture, $"DATE'{value:yyyy-MM-dd}'");
}
