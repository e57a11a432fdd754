using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Dialects.PostgreSql;

internal sealed partial class PostgreSqlDialect : Dialect
{
    private const string Momentary = "momentary";

    public override string Name => "PostgreSQL";

    public override bool HasTransactionalDdl => true;

    public override bool HasNotValidConstraints => true;

    public override bool CanAlterDatabaseCollation => false;

    public override bool RenamesConstraints => true;

    public override string? RowPlace => PostgreSqlPlaces.Column;

    // https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS: NAMEDATALEN - 1
    public override int MaxIdentifierLength => 63;

    public override int LengthOf(string identifier) => Encoding.UTF8.GetByteCount(identifier);

    public override IReadOnlyList<Fact> Facts => PostgreSqlFacts.All;

    public override SqlWriter CreateWriter(ISqlGenerationHelper sql, IRelationalTypeMappingSource types) => new PostgreSqlWriter(sql, types);

    public override RunnerSql CreateRunnerSql(SqlWriter writer, string? schema) => new PostgreSqlRunnerSql(writer, schema);

    public override Conversion? Convert(string column, string oldType, string newType, bool required, EnumLabels labels)
        => PostgreSqlConversions.Find(column, oldType, newType, required, labels);

    public override string? Narrowed(string column, string narrowType, string wideType)
        => (PostgreSqlTypes.Parse(narrowType).Name, PostgreSqlTypes.Parse(wideType).Name) switch
        {
            ("smallint", "integer" or "bigint") => $"CASE WHEN {column} BETWEEN -32768 AND 32767 THEN {column} END",
            ("integer", "bigint") => $"CASE WHEN {column} BETWEEN -2147483648 AND 2147483647 THEN {column} END",
            _ => null,
        };

    public override DocumentSql? Documents { get; } = new PostgreSqlDocuments();

    public override TypeChange ClassifyTypeChange(string oldType, string newType, TypeChangeContext context)
        => PostgreSqlTypeChanges.Classify(oldType, newType, context);

    // Constants and the STABLE date functions are stored once (PG-02, PG-03); whatever is not known to be one of them is taken
    // to be volatile, which costs a backfill but never a rewrite under an exclusive lock.
    public override bool IsVolatile(string defaultSql) => !Stable().IsMatch(defaultSql);

    public override bool IsMomentary(string defaultSql) => Stable().Match(defaultSql).Groups[Momentary].Success;

    [GeneratedRegex(
        @"^\s*\(*\s*((?<momentary>now\s*\(\s*\)|current_timestamp(\s*\(\d\))?|current_date|current_time|localtimestamp(\s*\(\d\))?|localtime|current_user|session_user|transaction_timestamp\s*\(\s*\)|statement_timestamp\s*\(\s*\))|true|false|null|[-+]?\d+(\.\d+)?|'([^']|'')*')\s*\)*(\s*::\s*[\w\s""()\[\],.]+)?(\s+at\s+time\s+zone\s+'[^']*')?\s*\)*\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stable();
}
