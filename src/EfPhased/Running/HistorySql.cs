using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Running;

/// <summary>
/// The SQL of EF Core's history table, as the context's own repository writes it: its name, schema and columns may be the user's.
/// </summary>
internal sealed class HistorySql(RunServices services)
{
    private const string Placeholder = "00000000000000_EfPhased";

    private readonly IHistoryRepository _history = services.History;

    public string CreateTable => _history.GetCreateIfNotExistsScript().ReplaceLineEndings("\n").Trim();

    public string Insert(MigrationEntry entry) => services.HistoryStatement(entry, Direction.Up).ReplaceLineEndings("\n").Trim();

    public string Delete(MigrationEntry entry) => services.HistoryStatement(entry, Direction.Down).ReplaceLineEndings("\n").Trim();

    public string Name => RelationalOptionsExtension.Extract(services.Context.GetService<IDbContextOptions>()).MigrationsHistoryTableName
        ?? HistoryRepository.DefaultTableName;

    /// <summary>The table's name, as the server reads it.</summary>
    public string Table => FromClause()["FROM ".Length..].Split(" WHERE ", 2)[0].Trim();

    /// <summary>True where a migration is applied, as an expression.</summary>
    /// <param name="id">An expression that gives the migration's id.</param>
    public string IsApplied(string id)
        => $"EXISTS (SELECT 1 {FromClause().Replace(services.Writer.Literal(Placeholder), id, StringComparison.Ordinal)})";

    // The repository says nowhere how it finds a row, except in the statement that deletes it.
    private string FromClause()
        => _history.GetDeleteScript(Placeholder).ReplaceLineEndings(" ").Trim().TrimEnd(';')["DELETE ".Length..];
}
