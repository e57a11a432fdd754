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

    /// <summary>The longest identifier, in bytes of UTF-8 on PostgreSQL and in characters on MySQL.</summary>
    public abstract int MaxIdentifierLength { get; }

    /// <summary>How much of <see cref="MaxIdentifierLength"/> a name takes.</summary>
    public abstract int LengthOf(string identifier);

    public abstract IReadOnlyList<Fact> Facts { get; }

    public abstract SqlWriter CreateWriter(ISqlGenerationHelper sql, IRelationalTypeMappingSource types);

    /// <param name="writer">Quotes names and literals.</param>
    /// <param name="schema">The schema of EF Core's history table, which the run's own tables share; null for the default one.</param>
    public abstract RunnerSql CreateRunnerSql(SqlWriter writer, string? schema);

    /// <summary>A default whose value differs from row to row, or that the server cannot add without rewriting the table.</summary>
    public abstract bool IsVolatile(string defaultSql);

    /// <summary>The dialect of an EF Core provider, by the provider's name.</summary>
    /// <exception cref="PhasedException">EFP1001: the provider is not supported.</exception>
    public static Dialect For(string? providerName) => providerName switch
    {
        "Npgsql.EntityFrameworkCore.PostgreSQL" => PostgreSql,
        "Pomelo.EntityFrameworkCore.MySql" or "Microting.EntityFrameworkCore.MySql" or "MySql.EntityFrameworkCore" => MySql,
        _ => throw Errors.UnsupportedProvider(providerName),
    };

    /// <summary>The fact about an operation.</summary>
    /// <exception cref="InvalidOperationException">The dialect has no fact of that kind.</exception>
    public Fact FactFor(OperationKind kind)
        => Facts.FirstOrDefault(f => f.Kind == kind) ?? throw new InvalidOperationException($"{Name} has no fact about {kind}.");

    public Fact FactFor(MigrationOperation operation) => FactFor(OperationKinds.Of(operation, this));
}
