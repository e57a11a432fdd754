using EfPhased.Design.Classification.Rules;
using EfPhased.Design.Linting.History;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Classification;

/// <summary>
/// What is known when an operation is judged: the schema before it, and the server.
/// </summary>
internal sealed class OperationContext(SchemaState before, Dialect dialect, StoreTypes types)
{
    /// <summary>The annotation of a change of type that says how values are converted.</summary>
    public const string Using = "EfPhased:Using";

    public SchemaState Before => before;

    public Dialect Dialect => dialect;

    public StoreTypes Types => types;

    public bool IsPostgreSql => dialect.HasTransactionalDdl;

    public bool IsMySql => !IsPostgreSql;

    /// <summary>True when the migration itself has made the table.</summary>
    public bool IsNew(string? table, string? schema) => table is not null && before.IsNew(table, schema);

    public TableState? Table(string table, string? schema) => before.Find(table, schema);

    public bool IsIndexed(AlterColumnOperation operation) => Table(operation.Table, operation.Schema)?.IsIndexed(operation.Name) ?? false;

    /// <summary>The column before it is altered, as the operation says it or else as the migrations have left it.</summary>
    public ColumnState Old(AlterColumnOperation operation)
    {
        var known = Table(operation.Table, operation.Schema)?.Column(operation.Name);
        var said = operation.OldColumn;
        return new ColumnState(
            said.ColumnType ?? known?.Type ?? types.Of(said), said.IsNullable, said.HasDefault(), said.ComputedColumnSql,
            said.IsServerNumbered() || (known?.IsIdentity ?? false));
    }

    /// <returns>What a change of type costs; null where the type stays, or where nobody knows what it was.</returns>
    public TypeChange? TypeChange(AlterColumnOperation operation)
    {
        var (from, to) = (Old(operation).Type, types.Of(operation));
        return from is null || to is null || string.Equals(from, to, StringComparison.OrdinalIgnoreCase)
            ? null
            : dialect.ClassifyTypeChange(from, to, TypeContext(operation));
    }

    /// <summary>What the server does, as its facts have it.</summary>
    public Fact Cost(MigrationOperation operation, Rule rule)
        => rule.Facet == AlterColumnRules.Type ? TypeChange((AlterColumnOperation)operation)!.Fact
            : rule.Kind is { } kind ? dialect.FactFor(kind)
            : dialect.FactsFor(operation, operation is AlterColumnOperation alter ? TypeContext(alter) : TypeChangeContext.Unknown)
                .DefaultIfEmpty(dialect.FactFor(OperationKind.NoChange)).MaxBy(f => f.Weight)!;

    private TypeChangeContext TypeContext(AlterColumnOperation operation)
    {
        var table = Table(operation.Table, operation.Schema);
        return new TypeChangeContext
        {
            IsIndexed = table?.IsIndexed(operation.Name) ?? false,
            HasValidCheck = table?.IsChecked(operation.Name) ?? false,
            IsInForeignKey = table is not null && (table.ForeignKeys.Values.Any(f => f.Columns.Contains(operation.Name, before.Names))
                || (table.PrimaryKey?.Columns.Contains(operation.Name, before.Names) ?? false) && IsReferred(operation.Table)),
            IsUtc = false,
            HasUsing = operation[Using] is true,
        };
    }

    private bool IsReferred(string table)
        => before.Tables.Any(t => t.Value.ForeignKeys.Values.Any(f => before.Names.Equals(f.Principal, table)));
}
