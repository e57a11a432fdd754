using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// MySQL 8.0 and later, and MariaDB 10.6 and later: one dialect, because the SQL that both understand is enough.
/// </summary>
internal sealed partial class MySqlDialect : Dialect
{
    private const string Momentary = "momentary";

    public override string Name => "MySQL/MariaDB";

    public override bool HasTransactionalDdl => false;

    public override bool HasNotValidConstraints => false;

    public override bool CanAlterDatabaseCollation => true;

    public override bool RenamesConstraints => false;

    // https://dev.mysql.com/doc/refman/8.4/en/stored-program-restrictions.html
    public override int? TableInUse => 1442;

    // https://dev.mysql.com/doc/refman/8.4/en/identifier-length.html
    public override int MaxIdentifierLength => 64;

    public override int LengthOf(string identifier) => identifier.Length;

    public override IReadOnlyList<Fact> Facts => MySqlFacts.All;

    public override SqlWriter CreateWriter(ISqlGenerationHelper sql, IRelationalTypeMappingSource types) => new MySqlWriter(sql, types);

    public override RunnerSql CreateRunnerSql(SqlWriter writer, string? schema) => new MySqlRunnerSql(writer, schema);

    public override Conversion? Convert(string column, string oldType, string newType, bool required, EnumLabels labels)
        => MySqlConversions.Find(column, oldType, newType, required);

    public override Conversion? ConvertText(string text, string from, string to) => MySqlConversions.OfCharSet(text, from, to);

    public override TypeChange ClassifyTypeChange(string oldType, string newType, TypeChangeContext context)
        => MySqlTypeChanges.Classify(oldType, newType, context);

    // MY-07: an expression default may copy the table; a literal or the current time does not.
    public override bool IsVolatile(string defaultSql) => !Stable().IsMatch(defaultSql);

    public override bool IsMomentary(string defaultSql) => Stable().Match(defaultSql).Groups[Momentary].Success;

    [GeneratedRegex(
        @"^\s*\(*\s*((?<momentary>current_timestamp(\s*\(\d?\))?|now\s*\(\d?\))|true|false|null|[-+]?\d+(\.\d+)?|'([^']|'')*')\s*\)*\s*(on\s+update\s+current_timestamp(\s*\(\d?\))?)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stable();
}
