using Microsoft.EntityFrameworkCore.Query;

namespace EfPhased.MySqlData.Query;

internal sealed class MySqlDataMemberTranslatorProvider : RelationalMemberTranslatorProvider
{
    public MySqlDataMemberTranslatorProvider(RelationalMemberTranslatorProviderDependencies dependencies)
        : base(dependencies)
        => AddTranslators([new MemberTranslator(dependencies.SqlExpressionFactory)]);
}
