namespace EfPhased.Design.Hosting.Protocol;

/// <summary>What contracts remove, for a scan of the code that may still use it.</summary>
/// <param name="IsPostgreSql">True for PostgreSQL, false for MySQL and MariaDB: they read SQL differently.</param>
/// <param name="Changes">Changes with a contract.</param>
internal sealed record ReferencesDocument(bool IsPostgreSql, IReadOnlyList<ReferencedChange> Changes);

/// <param name="Change">The change.</param>
/// <param name="Migrations">Its own migrations.</param>
/// <param name="Later">Migrations of others that may run after its contract: those that come after its first.</param>
/// <param name="Targets">What its contract removes.</param>
internal sealed record ReferencedChange(
    string Change, IReadOnlyList<string> Migrations, IReadOnlyList<string> Later, IReadOnlyList<TargetDocument> Targets);

/// <param name="Table">The table.</param>
/// <param name="Column">The column; null when the whole table goes.</param>
/// <param name="Schema">The table's schema; null for the default one.</param>
/// <param name="Properties">What the model before the change maps to it.</param>
internal sealed record TargetDocument(string Table, string? Column, string? Schema, IReadOnlyList<PropertyDocument> Properties);

/// <param name="EntityType">The CLR type's full name.</param>
/// <param name="Property">The property; null for the type itself.</param>
internal sealed record PropertyDocument(string EntityType, string? Property);
