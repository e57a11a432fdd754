using System.Security.Cryptography;
using System.Text;
using EfPhased.Dialects.MySql;
using EfPhased.Dialects.PostgreSql;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Dialects;

/// <summary>
/// What EfPhased knows of one kind of server: facts, and the writer that turns operations into its SQL.
/// </summary>
internal abstract class Dialect
{
    private static readonly Dialect PostgreSql = new PostgreSqlDialect();
    private static readonly Dialect MySql = new MySqlDialect();

    /// <summary>The name that people use for the server.</summary>
    public abstract string Name { get; }

    /// <summary>DDL and the row that journals it commit together.</summary>
    public abstract bool HasTransactionalDdl { get; }

    /// <summary>A constraint can be added without looking at existing rows, and proved later while writes go on.</summary>
    public abstract bool HasNotValidConstraints { get; }

    /// <summary>The collation of a database that exists can be changed; it holds for later tables.</summary>
    public abstract bool CanAlterDatabaseCollation { get; }

    /// <summary>Every kind of constraint can be given another name.</summary>
    public abstract bool RenamesConstraints { get; }

    /// <summary>The error of a trigger that writes to a table which its statement only reads; null where it may.</summary>
    public virtual int? TableInUse => null;

    /// <summary>The column that says where a row lies, along which tables without a key are filled; null where the server has none.</summary>
    public virtual string? RowPlace => null;

    /// <summary>The longest identifier, in bytes of UTF-8 on PostgreSQL and in characters on MySQL.</summary>
    public abstract int MaxIdentifierLength { get; }

    /// <summary>How much of <see cref="MaxIdentifierLength"/> a name takes.</summary>
    public abstract int LengthOf(string identifier);

    public bool IsTooLong(string identifier) => LengthOf(identifier) > MaxIdentifierLength;

    /// <summary>As much of a name as the server takes: what PostgreSQL makes of a longer one, without an error.</summary>
    public string StartOf(string identifier) => StartOf(identifier, MaxIdentifierLength);

    /// <summary>The name itself where the server takes it; else its start and a hash, so that two long names stay two.</summary>
    public string Shorten(string identifier)
    {
        if (!IsTooLong(identifier))
            return identifier;
        var hash = "_" + System.Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)))[..8];
        return StartOf(identifier, MaxIdentifierLength - hash.Length) + hash;
    }

    public abstract IReadOnlyList<Fact> Facts { get; }

    public abstract SqlWriter CreateWriter(ISqlGenerationHelper sql, IRelationalTypeMappingSource types);

    /// <param name="writer">Quotes names and literals.</param>
    /// <param name="schema">The schema of EF Core's history table, which the run's own tables share; null for the default one.</param>
    public abstract RunnerSql CreateRunnerSql(SqlWriter writer, string? schema);

    /// <summary>A default whose value differs from row to row, or that the server cannot add without rewriting the table.</summary>
    public abstract bool IsVolatile(string defaultSql);

    /// <summary>A default that is one value for all rows of a statement and another one for the next statement's: the time, or whoever asks.</summary>
    public abstract bool IsMomentary(string defaultSql);

    /// <summary>The dialect of an EF Core provider, by the provider's name.</summary>
    /// <exception cref="PhasedException">EFP1001: the provider is not supported.</exception>
    public static Dialect For(string? providerName) => providerName switch
    {
        "Npgsql.EntityFrameworkCore.PostgreSQL" => PostgreSql,
        "Pomelo.EntityFrameworkCore.MySql" or "Microting.EntityFrameworkCore.MySql" or "MySql.EntityFrameworkCore" => MySql,
        _ => throw Errors.UnsupportedProvider(providerName),
    };

    /// <summary>How values of one store type become values of another; null where only the author can know.</summary>
    /// <param name="column">The column in braces.</param>
    /// <param name="oldType">Its store type.</param>
    /// <param name="newType">The type to convert to.</param>
    /// <param name="required">What cannot be converted must still become a value.</param>
    /// <param name="labels">Those of the types that are enums of the server's own.</param>
    public abstract Conversion? Convert(string column, string oldType, string newType, bool required, EnumLabels labels);

    /// <summary>
    /// A column's value where a narrower type has room for it, and null elsewhere, as SQL with the column in braces. Null where the two
    /// types are not such that a version reads and writes a column of either, or where the server cannot swap columns in one transaction.
    /// </summary>
    /// <param name="column">The column in braces.</param>
    /// <param name="narrowType">The type that has less room.</param>
    /// <param name="wideType">The type that has all values of the other.</param>
    public virtual string? Narrowed(string column, string narrowType, string wideType) => null;

    /// <summary>How text of one character set becomes text of another; null where the server has one for all.</summary>
    /// <param name="text">SQL with columns in braces.</param>
    /// <param name="from">The text's character set.</param>
    /// <param name="to">The other one.</param>
    public virtual Conversion? ConvertText(string text, string from, string to) => null;

    /// <summary>How columns become a JSON document and back; null where the server's providers map none.</summary>
    public virtual DocumentSql? Documents => null;

    /// <summary>What the server does to change a column's type from one store type to another.</summary>
    public abstract TypeChange ClassifyTypeChange(string oldType, string newType, TypeChangeContext context);

    /// <summary>The fact about a kind of operation; <see cref="Work.Unknown"/> where no row tells.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="server">The server that it is done on; null when that is not known, for the row that speaks for all.</param>
    public Fact FactFor(OperationKind kind, ServerVersion? server = null)
        => Facts.FirstOrDefault(f => f.Kind == kind && (server is null || f.HoldsFor(server))) ?? Untold(kind);

    /// <summary>The fact about the dearest of all that an operation does.</summary>
    public Fact FactFor(MigrationOperation operation, ServerVersion? server = null)
        => FactsFor(operation, TypeChangeContext.Unknown with { Server = server }).MaxBy(f => f.Weight) ?? Untold(OperationKind.NoChange);

    /// <summary>The facts about all that an operation does, in its order.</summary>
    /// <param name="operation">An operation of EF Core's or ours.</param>
    /// <param name="context">What is known of the column whose type it changes, and of the server.</param>
    public IReadOnlyList<Fact> FactsFor(MigrationOperation operation, TypeChangeContext context)
        => [.. OperationKinds.AllOf(operation, this, context).Select(k => FactFor(k, context.Server))
            .Concat(TypeChanges(operation, context))];

    private IEnumerable<Fact> TypeChanges(MigrationOperation operation, TypeChangeContext context)
        => operation is AlterColumnOperation alter && AlterColumnKinds.ChangesType(alter)
            ? [ClassifyTypeChange(alter.OldColumn.ColumnType!, alter.ColumnType!, context).Fact]
            : [];

    private string StartOf(string identifier, int length)
    {
        var start = identifier;
        while (LengthOf(start) > length)
            start = start[..^(char.IsLowSurrogate(start[^1]) ? 2 : 1)];
        return start;
    }

    private static Fact Untold(OperationKind kind) => kind == OperationKind.NoChange
        ? new("", kind, "none", Blocks.Nothing, Work.None, "", Fact.DocumentationOnly)
        : new("", kind, "unknown", Blocks.ReadsAndWrites, Work.Unknown, "", Fact.DocumentationOnly);
}
