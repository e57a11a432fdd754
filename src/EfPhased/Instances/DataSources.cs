using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Instances;

/// <summary>
/// Tells whether a provider takes its connections from a <see cref="DbDataSource"/>. Such a connection keeps what the source was
/// built with (mappings, certificates, passwords) only as long as nobody gives it another connection string.
/// </summary>
internal static class DataSources
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static bool IsUsedBy(IRelationalConnection connection)
        => Properties.GetOrAdd(connection.GetType(), Find).Any(p => p.GetValue(connection) is not null);

    private static PropertyInfo[] Find(Type type)
        => [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(p => typeof(DbDataSource).IsAssignableFrom(p.PropertyType) && p.GetIndexParameters().Length == 0)];
}
