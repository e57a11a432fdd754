using EfPhased.Design.Planning;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design;

/// <summary>
/// Errors about changes of existing columns: EFP4020 to EFP4039.
/// </summary>
internal static partial class DesignErrors
{
    public static PhasedException BecomesRequired(string table, string column) => Asking(new(
        "EFP4020",
        $"'{table}.{column}' becomes required. The previous version writes nulls there that the new one cannot read, so each null "
        + "is replaced while both run, and stays replaced: going back does not bring it again. Say by what: "
        + $"--value {column}=<SQL>, with columns of the same row in braces. To keep the nulls for the previous version, map the "
        + "property to a new column with HasColumnName(\"<new name>\") and say how the two follow from each other with --up and --down."), "--value", table, column);

    public static PhasedException BecomesOptional(string table, string column) => Asking(new(
        "EFP4021",
        $"'{table}.{column}' becomes optional. The previous version cannot read the nulls that the new one writes. Map the property "
        + $"to a new column with HasColumnName(\"<new name>\") and say what the previous version reads instead of null: "
        + $"--down {column}=<SQL>, such as COALESCE({{<new name>}}, ''). Or say by what nulls are replaced in this column until "
        + $"Contract: --value {column}=<SQL>; the new version then reads that where it wrote null."), "--value", table, column);

    public static PhasedException NewColumnNeeded(string table, string column, string from, string to, string why) => new(
        "EFP4022",
        $"'{table}.{column}' changes from {from} to {to}: {why}. It needs a new column, filled beside the old one until Contract. "
        + $"Map the property to one: .HasColumnName(\"{column}New\"), or run again with --new-column {column}={column}New.");

    public static PhasedException UnnamedCharSet(string table, string column, string? from, string? to, string why) => new(
        "EFP4022",
        $"'{table}.{column}' changes from {(from is null ? "a character set that the model does not name" : $"the character set {from}")} to {to ?? "one that the model does not name"}"
        + $", perhaps because that of the table or the database does: unless both are the same, {why}. Nothing was written. "
        + (to is null
            ? "Name the one that it shall have, with HasCharSet or UseCollation."
            : $"See which one it has: SHOW CREATE TABLE. Where that is {to}, add this by itself with 'dotnet ef migrations add', which converts nothing then. Otherwise name the "
                + "one that it has, and add that by itself in the same way; from there a new column leads on."));

    public static PhasedException Computed(string table, string column, string what, string why, string instead) => new(
        "EFP4023",
        $"'{table}.{column}' {what}: {why}. {instead}");

    public static PhasedException Identity(string table, string column, string? from, string? to, string why, string instead)
    {
        return new(
            "EFP4024",
            $"'{table}.{column}' changes from {Numbering(from)} to {Numbering(to)}: {why}. Nothing was written. {instead}");

        static string Numbering(string? strategy) => strategy is null ? "numbers that the application gives" : $"numbers that the server gives ({strategy})";
    }

    public static PhasedException ConversionNeeded(string option, string table, string from, string fromType, string to, string toType, string? refused) => Asking(new(
        "EFP4025",
        $"How '{table}.{from}' ({fromType}) becomes '{to}' ({toType}) is not known"
        + (refused is null ? ". " : $": the server would refuse {refused}, and with them writes of the version that knows only '{from}'. ")
        + $"Say it with {option} {to}=<SQL>, with columns of the same row in braces; it must give a value for every row."), option, table, to);

    public static PhasedException LabelsUndecided(
        string option, string table, string from, string fromType, string to, string toType, Conversion conversion) => Asking(new(
        "EFP4025",
        $"What becomes of {string.Join(", ", conversion.Undecided.Select(l => $"'{l}'"))} when '{table}.{from}' ({fromType}) becomes '{to}' ({toType}) "
        + $"is not known: {toType} has no such label. Say it with {option} \"{to}={conversion.Value}\"."), option, table, to);

    public static PhasedException Lossy(string table, string from, string to, IReadOnlyList<string> losses) => Asking(new(
        "EFP4026",
        $"Between '{table}.{from}' and '{to}' values are lost: {string.Join("; ", losses)}. Say how they are converted with "
        + $"--up {to}=<SQL> and --down {from}=<SQL>, or accept it with --accept-lossy {to}."), "--accept-lossy", table, to);

    public static PhasedException DefaultHidesNull(string table, string from, string to) => new(
        "EFP4027",
        $"'{table}.{from}' has a default, so an insert that leaves it out cannot be told from one that writes null to '{to}'. "
        + "Take the default away in a change of its own first.");

    public static PhasedException MemberWithoutValue(string table, string from, string to, string type, string member, string why) => new(
        "EFP4028",
        $"'{table}.{from}' and '{to}' cannot be derived from each other by the members of {type}: '{member}' has no value of its own in both, because {why}. "
        + $"Say how they are converted with --up {to}=<SQL> and --down {from}=<SQL>.");

    public static PhasedException NullNeedsValue(string option, string table, string column, string other, string becomes, string why) => Asking(new(
        "EFP4029",
        $"'{table}.{column}' needs a value where '{other}' is null: the column becomes {becomes}, and {why}. "
        + $"Say which: {option} {column}=COALESCE({{{other}}}, <value>)."), option, table, column);

    public static PhasedException GroupIncomplete(string table, IReadOnlyList<string> old, IReadOnlyList<string> @new, string why) => new(
        "EFP4030",
        $"'{table}': {string.Join(", ", old)} and {string.Join(", ", @new)} cannot be kept in step: {why}.");

    public static PhasedException KeyType(string table, string column, string from, string to, IReadOnlyList<string> constraints) => new(
        "EFP4031",
        $"'{table}.{column}' changes from {from} to {to}, and rows are found or referred to by it ({string.Join(", ", constraints)}). On PostgreSQL a key "
        + "goes from one integer type to a wider one together with every column that refers to it; any other change of a key's type has no safe "
        + "way that both versions could run with. Nothing was written. Keep the key's type, or add a key of the new type beside it. On MySQL and "
        + "MariaDB the server copies the whole table while writes wait (MY-26), and refuses while a foreign key uses the column (MY-39): take it "
        + "by hand with gh-ost or pt-online-schema-change, or while nobody writes.");

    public static PhasedException CannotSwap(string table, string column, string from, string to, string why) => new(
        "EFP4032",
        $"'{table}.{column}' changes from {from} to {to}, for which another column takes its place in Switch: {why}. Nothing was written. Take "
        + "that out of this change, and make it in a change of its own before or after this one.");

    public static PhasedException DroppedKeyColumn(string table, string column, string key, bool isPrimary) => new(
        "EFP4033",
        $"'{table}.{column}' is dropped, and the {(isPrimary ? "primary" : "alternate")} key '{key}' has it. The new version writes rows without "
        + "it, which a key cannot tell apart, and the way back could not fill it with values of their own. "
        + (isPrimary
            ? "Put another primary key in its place in a change of its own first (HasKey), then drop the column."
            : "Drop the key in a change of its own first, and the column in the next."));

    public static PhasedException ComputedLoss(string table, string from, string to, string loss) => Asking(new(
        "EFP4026",
        $"Between '{table}.{from}' and '{to}' values are lost, because only one of them is computed: {loss}. Accept it with --accept-lossy {to}."), "--accept-lossy", table, to);

    public static PhasedException UnreadableExpression(string table, string computed, string plain, string sql, string option) => Asking(new(
        "EFP4035",
        $"'{table}.{plain}' is to hold what the server computes for '{computed}', and a trigger cannot compute it as it stands: {sql}. It names other "
        + $"computed columns, or columns in a way that is not understood. Say it with {option} {plain}=<SQL>, with columns of the same row in braces."), option, table, plain);

    /// <param name="column">The column.</param>
    /// <param name="stored">The table's columns that are computed and stored.</param>
    /// <param name="fact">What the server does beside them.</param>
    /// <param name="released">The phase that makes it optional, so that only taking the change back makes it required; null where the change itself does.</param>
    public static PhasedException BesideStored(string column, IReadOnlyList<string> stored, Fact fact, Phase? released) => new(
        "EFP4036",
        $"'{column}' becomes {(released is null ? "required," : "optional, and a rollback would make it required again,")} in a table whose {string.Join(", ", stored)} is computed "
        + $"and stored: beside such a column the server {fact.WorkText} for that while writes wait ({fact.Id}). Nothing was written. "
        + "Make the computed one a column that is not stored, or a plain one, in a change of its own first, up to its Contract; "
        + (released == Phase.Contract ? "or map the property to a new, optional column, which is kept in step with the old one: --new-column <Property>=<Column>; " : "")
        + "or take this one by hand with gh-ost or pt-online-schema-change, or while nobody writes.");

    public static PhasedException AddedNumbering(string table, string column, Fact fact) => new(
        "EFP4034",
        $"'{table}.{column}' is numbered by the server from the beginning: adding it {fact.WorkText} while others wait ({fact.Id}). "
        + "On PostgreSQL a required column without options of its sequence is numbered in chunks; otherwise let a sequence of the model number it: HasSequence(\"<name>\"), and HasDefaultValueSql(\"nextval('\\\"<name>\\\"')\") for the property; "
        + "rows that exist are numbered in chunks. Elsewhere add it as an ordinary column, filled with --value "
        + $"{column}=<SQL>, and have the application number new rows.");

    public static PhasedException DefaultWithoutLabel(string table, string column, string type, string value) => new(
        "EFP4038",
        $"'{table}.{column}' has the default {value}, and which label of '{type}' that is cannot be told from the names. Give it as SQL, "
        + $"HasDefaultValueSql(\"'<label>'::{type}\"), in a change of its own first.");

    public static PhasedException OneMoment(ColumnRef column, string sql) => Asking(new(
        "EFP4037",
        $"Rows that exist would all get one value of {sql} in '{column}': that of the moment at which Expand runs. Where that is meant, say "
        + $"--value \"{column.Name}={sql}\"; otherwise --value {column.Name}=<SQL>, with columns of the same row in braces. Until Contract, rows that are inserted without one get that too."),
        "--value", column.In.ToString(), column.Name);
}
