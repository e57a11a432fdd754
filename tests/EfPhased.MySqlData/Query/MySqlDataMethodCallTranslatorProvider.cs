using Microsoft.EntityFrameworkCore.Query;

namespace EfPhased.MySqlData.Query;

internal sealed class MySqlDataMethodCallTranslatorProvider : RelationalMethodCallTranslatorProvider
{
    public MySqlDataMethodCallTranslatorProvider(RelationalMethodCallTranslatorProviderDependencies dependencies)
        : base(dependencies)
        => AddTranslators([new StringMethodTranslator(dependencies.SqlExpressionFactory)]);
}
