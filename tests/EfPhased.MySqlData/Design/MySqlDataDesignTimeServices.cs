using EfPhased.MySqlData.Design;
using EfPhased.MySqlData.Extensions;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;

[assembly: DesignTimeProviderServices("EfPhased.MySqlData.Design.MySqlDataDesignTimeServices")]

namespace EfPhased.MySqlData.Design;

public sealed class MySqlDataDesignTimeServices : IDesignTimeServices
{
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection)
    {
        serviceCollection.AddEntityFrameworkMySqlData();
        new EntityFrameworkRelationalDesignServicesBuilder(serviceCollection)
            .TryAdd<IAnnotationCodeGenerator, AnnotationCodeGenerator>()
            .TryAdd<IProviderConfigurationCodeGenerator, MySqlDataCodeGenerator>()
            .TryAddCoreServices();
    }
}
