using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// Copies of EF Core's operations: a migration's own operations are never changed, because EF may generate from them twice.
/// </summary>
internal static class OperationCopies
{
    public static CreateIndexOperation Copy(this CreateIndexOperation index)
    {
        var copy = new CreateIndexOperation
        {
            Name = index.Name,
            Schema = index.Schema,
            Table = index.Table,
            Columns = index.Columns,
            IsUnique = index.IsUnique,
            IsDescending = index.IsDescending,
            Filter = index.Filter,
        };
        return index.CopyAnnotationsTo(copy);
    }

    /// <summary>Copies EF's and the provider's annotations; ours have done their work and no provider knows them.</summary>
    public static TOperation CopyAnnotationsTo<TOperation>(this MigrationOperation from, TOperation to)
        where TOperation : MigrationOperation
    {
        foreach (var annotation in from.GetAnnotations().Where(a => !a.Name.StartsWith("EfPhased:", StringComparison.Ordinal)))
            to[annotation.Name] = annotation.Value;
        return to;
    }
}
