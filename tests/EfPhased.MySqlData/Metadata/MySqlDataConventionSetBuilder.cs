using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EfPhased.MySqlData.Metadata;

internal sealed class MySqlDataConventionSetBuilder(
    ProviderConventionSetBuilderDependencies dependencies,
    RelationalConventionSetBuilderDependencies relationalDependencies)
    : RelationalConventionSetBuilder(dependencies, relationalDependencies)
{
    // https://mariadb.com/kb/en/identifier-names/#maximum-length
    private const int MaxIdentifierLength = 64;

    public override ConventionSet CreateConventionSet()
    {
        var conventions = base.CreateConventionSet();
        conventions.Add(new RelationalMaxIdentifierLengthConvention(MaxIdentifierLength, Dependencies, RelationalDependencies));
        return conventions;
    }
}
