using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using EfPhased.Operations;

namespace EfPhased.Instances;

/// <summary>
/// What a build's model maps: every column it may name in a statement, and a fingerprint that tells it from other models.
/// </summary>
/// <param name="Fingerprint">Eight hexadecimal digits: short enough for an application name.</param>
/// <param name="Mapped">A JSON list of tables and columns, each as <see cref="Entry(string, string?, string?)"/> writes it.</param>
internal sealed record ModelShape(string Fingerprint, string Mapped)
{
    private const int FingerprintLength = 8;

    private static readonly ConditionalWeakTable<IModel, ModelShape> Known = [];

    /// <summary>The shape of a context's model; computed once per model.</summary>
    public static ModelShape Of(DbContext context)
    {
        if (Known.TryGetValue(context.Model, out var known))
            return known;
        var shape = Of(context.Model.GetRelationalModel(), context.GetType().FullName!);
        Known.AddOrUpdate(context.Model, shape);
        return shape;
    }

    /// <param name="model">The tables and views that a model maps.</param>
    /// <param name="context">Two contexts that map the same tables are two models.</param>
    public static ModelShape Of(IRelationalModel model, string context)
    {
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        var entries = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in model.Tables.Cast<ITableBase>().Concat(model.Views))
        {
            entries.Add(Entry(table.Name, null, table.Schema));
            foreach (var column in table.Columns)
            {
                entries.Add(Entry(table.Name, column.Name, table.Schema));
                columns.Add(JsonSerializer.Serialize(new[]
                {
                    table.Schema ?? "", table.Name, column.Name, column.StoreType, column.IsNullable ? "null" : "not null",
                }));
            }
        }

        // A sequence is removed like a table, and no part of what tells models apart.
        foreach (var sequence in model.Sequences)
            entries.Add(Entry(sequence.Name, null, sequence.Schema));

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(context + "\n" + string.Join('\n', columns)));
        return new ModelShape(Convert.ToHexStringLower(hash)[..FingerprintLength], $"[{string.Join(',', entries)}]");
    }

    /// <summary>How a removed object is written among <see cref="Mapped"/>, so that a plain search for the text finds it.</summary>
    public static string Entry(RemovedObject removed) => Entry(removed.Table, removed.Column, removed.Schema);

    public bool Maps(RemovedObject removed) => Mapped.Contains(Entry(removed), StringComparison.Ordinal);

    private static string Entry(string table, string? column, string? schema)
        => JsonSerializer.Serialize($"{(schema is null ? "" : schema + ".")}{table}{(column is null ? "" : "." + column)}");
}
