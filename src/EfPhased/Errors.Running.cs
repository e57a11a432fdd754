using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased;

/// <content>EFP2xxx: running.</content>
internal static partial class Errors
{
    public static PhasedException StepFailed(string migrationId, int step, string description, Exception inner) => new(
        "EFP2001",
        $"Step {step} of '{migrationId}' ({description}) failed: {FirstLine(inner)} "
        + "What was done before it is journaled: remove the cause and run the same command again.",
        inner);

    public static PhasedException LockNotFree(string description, int attempts, TimeSpan took, IReadOnlyList<Blocker> blockers, Exception inner) => new(
        "EFP2002",
        FormattableString.Invariant($"'{description}' could not get its lock in {attempts} attempts ({took.TotalSeconds:0} s), so nothing of it was done. ")
        + (blockers.Count == 0
            ? "The server names no session that holds it. Run the same command again."
            : "These sessions may hold it; let them end, then run the same command again:" + Lines(blockers.Select(b => b.ToString()))),
        inner);

    public static PhasedException AnotherRun(string holder) => new(
        "EFP2003",
        $"Another run works on this database: {holder}. Wait for it to end (--wait does that), or end it, then run the same command again.");

    public static PhasedException TooManyRows(string change, string table, long rows) => new(
        "EFP2004",
        FormattableString.Invariant($"'{change}' has to backfill '{table}', which has more than {rows:N0} rows: too many to fill while nobody watches. ")
        + $"Run 'dotnet ef-phased backfill {change}', then this again. MaxUnwatchedRows() in UsePhasedMigrations() moves the limit.");

    public static PhasedException RowNotFilled(string change, string table, string key, Exception inner) => new(
        "EFP2006",
        $"The backfill of '{change}' cannot fill the row {key} of '{table}': {FirstLine(inner)} "
        + $"Correct the row, then run 'dotnet ef-phased backfill {change}'; it goes on where it stopped.",
        inner);

    public static PhasedException RowsDiffer(BackfillOperation operation, long rows, IReadOnlyList<string> keys) => new(
        "EFP2007",
        FormattableString.Invariant($"{rows:N0} rows of '{operation.Table}' still differ between the old and the new shape after the backfill of '{operation.Change}': ")
        + $"{string.Join(", ", keys)}{(rows > keys.Count ? ", …" : "")}. {PartNeededText(operation.Table, operation.Values)}"
        + $"A version that writes both shapes, or a writer that the triggers do not see, made them differ. Correct them, then run 'dotnet ef-phased backfill {operation.Change}'.");

    /// <summary>What else rows may lack where another table takes columns over and its rows are the application's, or those of an abstract type; empty elsewhere.</summary>
    public static string PartNeededText(string table, IReadOnlyList<BackfillValue> values)
        => values.Select(v => v.Rows).OfType<MovedRows>().FirstOrDefault() switch
        {
            { PartRows: PartRows.Needed } rows when !values[0].FromPart
                => $"Where {string.Join(" or ", rows.Columns.Select(c => c.Column))} of '{table}' holds something, '{rows.Part}' needs a row to hold it: insert it, or clear the column. ",
            { Kind: { OwnMustPass: true } kind } rows
                => $"Where {kind.Column} of '{table}' is {kind.Own}, '{rows.Part}' has a row of an abstract type, and no table below has one of a type that is not: insert it there, or delete the row. ",
            _ => "",
        };

    public static PhasedException InvalidIndex(string index, string table) => new(
        "EFP2008",
        $"'{table}' has an invalid index '{index}' that EfPhased did not begin. Look at it, drop it with DROP INDEX CONCURRENTLY, then run the same command again.");

    public static PhasedException UserTransaction() => new(
        "EFP2009",
        "Phased migrations are pending and a transaction is open. They commit step by step, so that no lock is held for long: "
        + "end the transaction before migrating.");

    public static PhasedException MissingRights(Exception inner) => new(
        "EFP2010",
        $"The database user lacks a right: {FirstLine(inner)} Grant it, or give --connection a user that may change the schema.",
        inner);

    public static PhasedException ConnectionFailed(string server, Exception inner) => new(
        "EFP2011",
        $"No connection to {server}: {FirstLine(inner)} Check that the server runs and that the connection string names it.",
        inner);

    public static PhasedException WrongPassword(string server, Exception inner) => new(
        "EFP2012",
        $"{server} refused the user: {FirstLine(inner)} Check the user and the password of the connection string.",
        inner);

    public static PhasedException KeyNotSupported(string table, string column, string? type) => new(
        "EFP2013",
        type is null
            ? $"'{table}' has no column '{column}', which the backfill's key names."
            : $"'{table}' cannot be visited along '{column}' of type '{type}'. Name another unique key without nulls in the backfill.");

    public static PhasedException RollbackUnfinished(string migrationId, string change) => new(
        "EFP2014",
        $"A rollback of '{migrationId}' was interrupted. Run 'dotnet ef-phased rollback {change}' to its end first.");

    public static PhasedException BackfillCancelled(string change, string table) => new(
        "EFP2015",
        $"The backfill of '{table}' was cancelled. Its cursor stays: 'dotnet ef-phased backfill {change}' goes on from there.");

    public static PhasedException NoBackfill(string? change) => new(
        "EFP2016",
        (change is null ? "No backfill" : $"No backfill of '{change}'")
        + " has begun and not ended, so there is nothing to steer. 'dotnet ef-phased status' shows where each change stands.");

    public static PhasedException UnknownChange(string change, IEnumerable<string> known) => new(
        "EFP2017",
        $"There is no change '{change}'. Known: {(known.Any() ? string.Join(", ", known) : "none, no migration has a [Phase]")}.");

    public static PhasedException RunLockLost() => new(
        "EFP2018",
        "The session that holds the run's lock has ended, so another run might begin. Run the same command again.");

    public static PhasedException RowsLocked(string change, string table, int attempts, IReadOnlyList<Blocker> blockers, Exception inner) => new(
        "EFP2019",
        $"The backfill of '{change}' gave up on '{table}' after {attempts} attempts: other sessions keep rows locked."
        + (blockers.Count == 0 ? "" : Lines(blockers.Select(b => b.ToString())) + "\n")
        + $" Run 'dotnet ef-phased backfill {change}' when they have ended; it goes on where it stopped.",
        inner);

    public static PhasedException PartlyBackfilled(string change, string migrationId) => new(
        "EFP2020",
        $"The migration '{migrationId}' holds the backfill of '{change}', and migrations before it are pending. "
        + $"Run 'dotnet ef-phased apply --phase expand --change {change}' first.");

    public static PhasedException PlainMigrationFailed(string migrationId, Exception inner) => new(
        "EFP2021",
        $"The migration '{migrationId}' failed: {FirstLine(inner)} It is a plain one, which runs as a whole. Correct it, then run the same command again.",
        inner);

    public static PhasedException PlaceNotSupported(string table, string problem) => new(
        "EFP2022",
        $"'{table}' has no key to fill it along, and its rows cannot be visited by where they lie: {problem}. "
        + "Give it a primary key or a unique index without nulls in a change of its own, and name that key in the backfill.");

    public static PhasedException NotShared(string? change) => new(
        "EFP2023",
        (change is null ? "No backfill" : $"No backfill of '{change}'") + " is under way that others may join. "
        + $"Begin it with 'dotnet ef-phased backfill {change ?? "CHANGE"} --workers 2', then run this again.");

    public static PhasedException OtherBackfill(string change, string migrationId) => new(
        "EFP2024",
        $"The backfill of '{change}' that is under way is not the one in this build's migration '{migrationId}'. Build what the run was started from, then join it again.");

    public static PhasedException NotOnline(string migrationId, int step, string description, Exception inner) => new(
        "EFP2025",
        $"Step {step} of '{migrationId}' ({description}) would have others wait for as long as it works. The server was asked for a way that does not, "
        + $"has none, and did nothing: {FirstLine(inner)} {NotOnlineHelp}",
        inner);

    /// <summary>What to do where the server has no way that makes nobody wait.</summary>
    public const string NotOnlineHelp =
        "Where the table has a full-text or spatial index that the model does not know of, drop it, which is metadata only, and run the same command again; "
        + "it can be built anew when nobody writes. Otherwise make this step by hand with gh-ost or pt-online-schema-change: the same command then finds it done.";

    public static PhasedException HistoryKeepsChanging(int times) => new(
        "EFP2026",
        FormattableString.Invariant($"Migrating began anew {times} times, because each time somebody else took migrations back in between, or changed EF Core's history. ")
        + "What is applied is as they left it. Stop what does so (another instance that migrates to an older target, a rollback in a loop), look with "
        + "'dotnet ef-phased status', then migrate again.");

    public static PhasedException NoDown(string migrationId) => new(
        "EFP2027",
        $"'{migrationId}' has no Down, so it cannot be taken back and nothing was reverted. Write what takes its Up back into its Down, then run the same command again; "
        + "where nothing can, restore a backup.");

    public static PhasedException NoColumnSwap(string change) => new(
        "EFP2082",
        $"'{change}' swaps columns, which only PostgreSQL does in one transaction. Take SwapColumns out of the migration; on MySQL and MariaDB "
        + "another type of a key goes through gh-ost or pt-online-schema-change.");

    public static PhasedException OffendingRows(CheckRowsOperation operation, string count, string keys) => new(
        "EFP2040",
        $"{count} {OffendingRowsText(operation)}{keys}. Correct them, then run the same command again.");

    /// <summary>What stands against a constraint: the words between the number of rows and their keys.</summary>
    public static string OffendingRowsText(CheckRowsOperation operation)
    {
        var keys = $"{string.Join(", ", operation.Key)} = ";
        if (operation.Copy is { } copy)
            return $"rows of '{operation.Table}' hold values of '{copy.Column}' that '{copy.To}' has no room for, so it cannot take that column's place: {keys}";

        if (operation.Limit is { } limit)
            return FormattableString.Invariant($"rows of '{operation.Table}' have a {limit.Column} of {limit.Below} or above, where the new version's numbers are to begin: {keys}");

        var what = operation switch
        {
            { ForeignKey: { } key } => $"refer to no row of '{key.PrincipalTable}' ({string.Join(", ", key.Columns)})",
            { Condition: { } condition } => $"break '{condition}'",
            _ => $"share their {string.Join(", ", operation.Unique)} with another row",
        };
        return $"rows of '{operation.Table}' {what}, so '{operation.Constraint}' cannot be added: {keys}";
    }

    // What follows it, such as a redacted detail, is in the inner exception.
    private static string FirstLine(Exception exception)
    {
        var line = exception.Message.Split('\n')[0].TrimEnd();
        return line.EndsWith('.') ? line : line + ".";
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(l => "\n  " + l));
}
