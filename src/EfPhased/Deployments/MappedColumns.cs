using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Deployments;

/// <summary>
/// The columns that a model reads and writes.
/// </summary>
internal static class MappedColumns
{
    public static IReadOnlyList<(string Table, string? Schema, string Column)> Of(IModel model)
        => [.. model.GetRelationalModel().Tables
            .SelectMany(t => t.Columns.Select(c => (t.Name, t.Schema, c.Name)))
            .Order()];
}
