using EfPhased.MySqlData.Infrastructure;
using EfPhased.MySqlData.Metadata;
using EfPhased.MySqlData.Ddl;
using EfPhased.MySqlData.Query;
using EfPhased.MySqlData.Storage;
using EfPhased.MySqlData.Update;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;

namespace EfPhased.MySqlData.Extensions;

internal static class MySqlDataServiceCollectionExtensions
{
    public static IServiceCollection AddEntityFrameworkMySqlData(this IServiceCollection services)
    {
        new EntityFrameworkRelationalServicesBuilder(services)
            .TryAdd<LoggingDefinitions, MySqlDataLoggingDefinitions>()
            .TryAdd<IDatabaseProvider, DatabaseProvider<MySqlDataOptionsExtension>>()
            .TryAdd<IRelationalTypeMappingSource, MySqlDataTypeMappingSource>()
            .TryAdd<ISqlGenerationHelper, MySqlDataSqlGenerationHelper>()
            .TryAdd<IRelationalAnnotationProvider, MySqlDataAnnotationProvider>()
            .TryAdd<IProviderConventionSetBuilder, MySqlDataConventionSetBuilder>()
            .TryAdd<IUpdateSqlGenerator, MySqlDataUpdateSqlGenerator>()
            .TryAdd<IModificationCommandBatchFactory, MySqlDataModificationCommandBatchFactory>()
            .TryAdd<IRelationalConnection>(provider => provider.GetRequiredService<MySqlDataConnection>())
            .TryAdd<IMigrationsSqlGenerator, MySqlDataMigrationsSqlGenerator>()
            .TryAdd<IRelationalDatabaseCreator, MySqlDataDatabaseCreator>()
            .TryAdd<IHistoryRepository, MySqlDataHistoryRepository>()
            .TryAdd<IQuerySqlGeneratorFactory, MySqlDataQuerySqlGeneratorFactory>()
            .TryAdd<IMethodCallTranslatorProvider, MySqlDataMethodCallTranslatorProvider>()
            .TryAdd<IMemberTranslatorProvider, MySqlDataMemberTranslatorProvider>()
            .TryAdd<IExceptionDetector, MySqlDataExceptionDetector>()
            .TryAddProviderSpecificServices(map => map.TryAddScoped<MySqlDataConnection, MySqlDataConnection>())
            .TryAddCoreServices();
        return services;
    }
}
