using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Stops the addition of a column whose type is a domain with a constraint: the server would rewrite the table under its strongest
/// lock, even for a column without a default (PG-13). Only the server knows what a type of the user's own is.
/// </summary>
internal static class PostgreSqlDomainGuard
{
    public static string Write(SqlWriter writer, AddColumnOperation add)
    {
        var message = $"EFP2070: {add.Table}.{add.Name} has the domain {add.ColumnType}, which has a constraint, so that the server would write all rows "
            + "of the table again while nobody can use it. Give the column the domain's base type and put the constraint on the table, or take the "
            + "constraint off the domain and add it as NOT VALID afterwards.";
        return "DO " + DollarQuotes.Around(
            $"""
            BEGIN
                IF EXISTS (
                    WITH RECURSIVE bases AS (
                        SELECT oid, typbasetype, typnotnull FROM pg_catalog.pg_type WHERE oid = {writer.Literal(add.ColumnType!)}::pg_catalog.regtype AND typtype = 'd'
                        UNION ALL
                        SELECT base.oid, base.typbasetype, base.typnotnull FROM pg_catalog.pg_type AS base
                            JOIN bases ON base.oid = bases.typbasetype AND base.typtype = 'd')
                    SELECT FROM bases WHERE typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE contypid = bases.oid)) THEN
                    RAISE EXCEPTION USING MESSAGE = {writer.Literal(message)};
                END IF;
            END
            """ + " ");
    }
}
