using Microsoft.EntityFrameworkCore.Query;

namespace EfPhased.MySqlData.Query;

internal sealed class MySqlDataQuerySqlGeneratorFactory(QuerySqlGeneratorDependencies dependencies) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new MySqlDataQuerySqlGenerator(dependencies);
}
