namespace EfPhased.Dialects;

/// <summary>
/// Questions to the catalog about single objects. Each is one SELECT with one value.
/// </summary>
internal abstract class CatalogSql(SqlWriter writer)
{
    protected SqlWriter Writer { get; } = writer;

    public abstract string TableExists(string table, string? schema);

    public abstract string ColumnExists(string table, string? schema, string column);

    /// <summary>True where the table of a part exists, and its columns where they may be younger than it.</summary>
    public string PartExists(MovedRows rows)
        => rows.PartRows is PartRows.Follow
            ? TableExists(rows.Part, rows.PartSchema)
            : "SELECT " + string.Join(" AND ", rows.Columns.Select(c => $"({ColumnExists(rows.Part, rows.PartSchema, c.PartColumn)})"));

    /// <summary>Which of some columns do not exist: table, column.</summary>
    public abstract string MissingColumns(IReadOnlyList<(string Table, string? Schema, string Column)> columns);

    /// <summary>True when valid, false when an interrupted build left it invalid, no row when there is none.</summary>
    public abstract string IndexIsValid(string table, string? schema, string index);

    /// <summary>True where an index is built beside everybody else, so that an interrupted build leaves half of one.</summary>
    public virtual bool LeavesInvalidIndexes => false;

    /// <summary>What is known of an index that an interrupted build left invalid: comment, true when it is unique, its columns as a JSON array; no row when there is none.</summary>
    public virtual string InvalidIndex(string table, string? schema, string index) => throw NotBuiltBeside();

    public virtual string IndexComment(string table, string? schema, string index) => throw NotBuiltBeside();

    /// <summary>Gives an index a comment, or takes it away where that is null.</summary>
    public virtual string CommentOnIndex(string? schema, string index, string? comment) => throw NotBuiltBeside();

    private static NotSupportedException NotBuiltBeside() => new("The server leaves no half-built index.");

    /// <summary>True when it holds for all rows, false when it was only promised for new ones, no row when there is none.</summary>
    public abstract string ConstraintIsValid(string table, string? schema, string constraint);

    /// <summary>True where the table's primary key bears the name and has exactly these columns, in their order.</summary>
    public abstract string PrimaryKeyIs(string table, string? schema, string name, IReadOnlyList<string> columns);

    /// <summary>True where the name is a view's.</summary>
    public abstract string ViewExists(string view, string? schema);

    /// <summary>True where a trigger of the name exists on the table.</summary>
    public abstract string TriggerExists(string table, string? schema, string trigger);

    /// <summary>Which of some tables are partitioned in a way that DDL has to know of; null where the server has none such.</summary>
    public virtual string? Partitioned(IReadOnlyList<(string Table, string? Schema)> tables) => null;

    /// <summary>
    /// A partitioned table and its partitions, parents first: schema, name, kind as the catalog has it, name of the parent, the
    /// columns of its partition key separated by commas (null for a leaf, an expression as a question mark).
    /// </summary>
    public virtual string PartitionTree(string table, string? schema) => throw new NotSupportedException("Partitions are the server's own affair here.");

    /// <summary>The name of a partition's index that is attached to an index of its parent; no row where there is none.</summary>
    public virtual string AttachedIndex(string parentIndex, string? parentSchema, string table, string? schema)
        => throw new NotSupportedException("Partitions are the server's own affair here.");

    /// <summary>The server's estimate of the table's rows; null when it has none.</summary>
    public abstract string EstimatedRows(string table, string? schema);

    /// <summary>
    /// What the server's statistics say of the table: its rows, null where nobody has counted, and its bytes with all indexes.
    /// No row when there is no such table.
    /// </summary>
    public abstract string TableSize(string table, string? schema);

    /// <summary>Collects the statistics that a table lacks; null where the server keeps them itself.</summary>
    public abstract string? Analyze(string table, string? schema);

    /// <summary>The types of columns, as <see cref="BackfillSql"/> understands them: column, type.</summary>
    public abstract string ColumnTypes(string table, string? schema, IReadOnlyList<string> columns);

    public string HasRows(string table, string? schema) => $"SELECT EXISTS (SELECT 1 FROM {Writer.Table(table, schema)})";

    /// <summary>How many rows the table has, counted up to a limit.</summary>
    public string CountUpTo(string table, string? schema, long limit)
        => FormattableString.Invariant($"SELECT COUNT(*) FROM (SELECT 1 FROM {Writer.Table(table, schema)} LIMIT {limit}) AS counted");

    protected string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(Writer.Literal));
}
