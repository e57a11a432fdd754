using System.Linq;

namespace System.Linq.Dynamic.Core;

/// <summary>Stands in for the package, with its signature.</summary>
public static class DynamicQueryableExtensions
{
    public static IQueryable<T> OrderBy<T>(this IQueryable<T> source, string ordering) => ordering.Length > 0 ? source : source;
}
