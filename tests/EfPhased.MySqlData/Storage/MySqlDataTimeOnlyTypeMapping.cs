using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataTimeOnlyTypeMapping : TimeOnlyTypeMapping
{
    public MySqlDataTimeOnlyTypeMapping(string storeType)
        : base(
            new RelationalTypeMappingParameters(
                new CoreTypeMappingParameters(typeof(TimeOnly), jsonValueReaderWriter: JsonTimeOnlyReaderWriter.Instance),
                storeType,
                StoreTypePostfix.Precision,
                System.Data.DbType.Time))
    {
    }

    private MySqlDataTimeOnlyTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    public override MethodInfo GetDataReaderMethod()
        => typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetFieldValue))!.MakeGenericMethod(typeof(TimeSpan));

    public override Expression CustomizeDataReaderExpression(Expression expression)
        => Expression.Call(typeof(TimeOnly).GetMethod(nameof(TimeOnly.FromTimeSpan))!, expression);

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters)
        => new MySqlDataTimeOnlyTypeMapping(parameters);

    protected override void ConfigureParameter(DbParameter parameter)
    {
        if (parameter.Value is TimeOnly time)
            parameter.Value = time.ToTimeSpan();
    }

    protected override string GenerateNonNullSqlLiteral(object value)
        => string.Create(CultureInfo.InvariantCulture, $"TIME'{value:HH\\:mm\\:ss\\.ffffff}'");
}
