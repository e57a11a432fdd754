using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Infrastructure;

/// <summary>
/// Raw SQL in a phased migration. What it does to the previous version cannot be read from it, so its author says the phase. Every
/// way to run a migration makes it first, so this is asked at all of them.
/// </summary>
internal static class HandWrittenSql
{
    public static void Require(Migration migration, string name, Phase phase)
    {
        foreach (var sql in migration.UpOperations.Concat(MigrationDown.Of(migration) ?? []).OfType<SqlOperation>())
        {
            if (sql[PhasedAnnotations.Phase] is not string label)
                throw Errors.UnlabelledSql(name, phase, sql.Sql);
            if (label != phase.ToString())
                throw Errors.MislabelledSql(name, phase, label, sql.Sql);
        }
    }
}
