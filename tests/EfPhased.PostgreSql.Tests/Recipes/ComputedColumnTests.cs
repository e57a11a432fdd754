using EfPhased.Testing.Recipes;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class ComputedColumnTests() : ComputedColumnBehaviour(PostgreSqlServer.Instance)
{
    protected override string Sql(string sql) => sql.Replace('[', '"').Replace(']', '"');
}
