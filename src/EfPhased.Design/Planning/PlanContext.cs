using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Planning;

/// <summary>
/// What a recipe sees, and where it puts its part of the plan.
/// </summary>
internal sealed class PlanContext(
    string change, IRelationalModel? oldModel, IRelationalModel newModel, Dialect dialect, IRelationalTypeMappingSource types,
    IReadOnlyList<MigrationOperation> operations, IReadOnlyDictionary<ColumnRef, string> values)
{
    private readonly List<MigrationOperation> _pending = [.. operations];
    private readonly Dictionary<OperationKey, string> _answers = [];

    public string Change { get; } = change;

    public Dialect Dialect { get; } = dialect;

    public PlanBuilder Plan { get; } = new(change, oldModel, newModel, dialect);

    /// <summary>EF Core's diff the other way round.</summary>
    public List<MigrationOperation> Back { get; init; } = [];

    /// <summary>Operations of the diff that no recipe has answered yet.</summary>
    public IReadOnlyList<MigrationOperation> Pending => _pending;

    /// <summary>SQL that the author gave for existing rows of a new column.</summary>
    public IReadOnlyDictionary<ColumnRef, string> Values { get; } = values;

    /// <summary>What the author says about conversions.</summary>
    public ColumnHints Hints { get; init; } = ColumnHints.None;

    /// <summary>The table before the change, by its name before or after it.</summary>
    public ITable? OldTable(TableRef table)
        => oldModel?.FindTable(table.Table, table.Schema)
            ?? (operations.OfType<RenameTableOperation>().FirstOrDefault(r => (r.NewName ?? r.Name) == table.Table && r.NewSchema == table.Schema) is { } rename
                ? oldModel?.FindTable(rename.Name, rename.Schema)
                : null);

    public ITable NewTable(TableRef table)
        => newModel.FindTable(table.Table, table.Schema) ?? throw new InvalidOperationException($"The new model has no table {table}.");

    public IColumn OldColumn(ColumnRef column)
        => OldTable(column.In)?.FindColumn(column.Name) ?? throw new InvalidOperationException($"The old model has no column {column}.");

    public IColumn NewColumn(ColumnRef column)
        => NewTable(column.In).FindColumn(column.Name) ?? throw new InvalidOperationException($"The new model has no column {column}.");

    /// <summary>True when the table exists before this change.</summary>
    public bool Exists(TableRef table) => OldTable(table) is not null;

    /// <summary>Which recipe answered which operation of the diff; what followed from another one is not in it.</summary>
    public IReadOnlyDictionary<OperationKey, string> Answers => _answers;

    /// <summary>True when the table exists after this change under the same name.</summary>
    public bool Remains(TableRef table) => newModel.FindTable(table.Table, table.Schema) is not null;

    public IReadOnlyList<ISequence> OldSequences => [.. oldModel?.Sequences ?? []];

    public IReadOnlyList<ITable> OldTables => [.. oldModel?.Tables ?? []];

    public IReadOnlyList<ITable> NewTables => [.. newModel.Tables];

    /// <summary>Which old column a new one of another table takes over, as the author says.</summary>
    public IReadOnlyDictionary<ColumnRef, ColumnRef> Moves { get; init; } = new Dictionary<ColumnRef, ColumnRef>();

    /// <summary>The old model's entity types and, below them, complex ones.</summary>
    public IEnumerable<ITypeBase> OldTypes => (oldModel?.Model.GetEntityTypes() ?? []).SelectMany(t => WithParts(t));

    /// <summary>The new model's entity types and, below them, complex ones.</summary>
    public IEnumerable<ITypeBase> NewTypes => newModel.Model.GetEntityTypes().SelectMany(t => WithParts(t));

    /// <summary>Declares an operation answered.</summary>
    public void Answer(MigrationOperation operation, string recipe)
    {
        _pending.Remove(operation);
        _answers[OperationKey.Of(operation)] = recipe;
    }

    /// <summary>Declares operations answered that follow from another one, where the diff has them.</summary>
    public void Answer<TOperation>(Func<TOperation, bool> which)
        where TOperation : MigrationOperation
        => _pending.RemoveAll(o => o is TOperation typed && which(typed));

    private static IEnumerable<ITypeBase> WithParts(ITypeBase type)
        => type.GetComplexProperties().SelectMany(p => WithParts(p.ComplexType)).Prepend(type);

    /// <summary>A column's default as SQL; null when it has none.</summary>
    public string? DefaultSql(IColumn column)
        => column.DefaultValueSql
            ?? (ServerEnum.Is(column) && ServerEnum.Default(column) is { } label ? ValueSql.Cast(Literal(label, "text"), column.StoreType)
                : column.TryGetDefaultValue(out var value) && value is not (null or DBNull) ? Literal(value, column.StoreType) : null);

    /// <summary>A value as a column of a type would have it, as SQL.</summary>
    public string Literal(object value, string storeType)
        => (types.FindMapping(value.GetType(), storeType) ?? types.GetMapping(value.GetType())).GenerateSqlLiteral(value);

    /// <summary>Quotes names; null where no column is numbered in chunks.</summary>
    public SqlWriter? Writer { get; init; }

    /// <summary>The next number of a column's own sequence, as a template; null where the server has no sequences.</summary>
    public string? NextNumber(ColumnRef column)
        => Writer?.NextNumber(column.Table, column.Schema, column.Name) is { } next ? ColumnTemplate.Escape(next) : null;

    /// <summary>An operation's default as the server would print it.</summary>
    public string Literal(ColumnOperation operation)
        => operation.DefaultValueSql ?? (operation.DefaultValue is { } value ? Literal(value, operation.ColumnType ?? "") : "NULL");

    /// <summary>True for a column that the server numbers: adding one to a table with rows rewrites it.</summary>
    public bool IsIdentity(AddColumnOperation add)
        => add.GetAnnotations().Any(a => a.Name.EndsWith(OperationKinds.NumberingAnnotation, StringComparison.Ordinal) && a.Value is not null
            && a.Value.ToString() != "None") && Exists(TableRef.Of(add));

    /// <summary>The columns of a key that a backfill walks along, or where the rows lie.</summary>
    /// <exception cref="PhasedException">EFP4006: there is neither.</exception>
    public string[] Key(TableRef table)
        => RowKey.Of(OldTable(table), NewTable(table)) ?? (Dialect.RowPlace is { } place ? [place] : throw DesignErrors.NoKey(table.ToString(), Change));
}
