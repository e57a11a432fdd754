using EfPhased.Dialects;

namespace EfPhased.Design;

/// <content>Indexes, keys and constraints: EFP4040 to EFP4059.</content>
internal static partial class DesignErrors
{
    public static PhasedException LockedIndex(string index, string table, string kind, bool comes) => new(
        "EFP4041",
        $"Writers of '{table}' would wait for as long as the server builds the {kind} index '{index}'"
        + (comes
            ? ". Nothing was written. Add it with 'dotnet ef migrations add' in a migration of its own, at a time when nobody writes, or with gh-ost or pt-online-schema-change."
            : " again when the change is taken back. Nothing was written. Drop it with 'dotnet ef migrations add' in a migration of its own: that is metadata only."));

    public static PhasedException LockedTable(string table, string kind, string index, string operation, Fact fact) => new(
        "EFP4048",
        $"'{table}' has the {kind} index '{index}', for whose sake the server {fact.WorkText} at '{operation}' while writers wait ({fact.Id}). Nothing was written. "
        + "Drop the index with 'dotnet ef migrations add' in a migration of its own first, which is metadata only, and add it again in another, at a time when nobody "
        + "writes; or take this change by hand with gh-ost or pt-online-schema-change.");

    public static PhasedException LockedCheck(string check, string table, bool comes) => new(
        "EFP4042",
        $"This server copies '{table}' and has its writers wait for that long when the check '{check}' is added"
        + (comes
            ? ". Nothing was written. Add it with 'dotnet ef migrations add' in a migration of its own, at a time when nobody writes, or with pt-online-schema-change; or leave the check to the application."
            : " again, should the change be taken back. Nothing was written. Drop it with 'dotnet ef migrations add' in a migration of its own: that is metadata only, and no version notices."));

    public static PhasedException NoReference(string table, string column, string key, string principal) => new(
        "EFP4043",
        $"'{table}.{column}' is required, and no row of '{principal}' is known that existing rows could refer to, so '{key}' would refuse them. "
        + $"Give one: --value {column}=<SQL>, with columns of the same row in braces; or make the column optional.");

    public static PhasedException LockedPrimaryKey(string table, string key, bool comes) => new(
        "EFP4045",
        $"This server copies '{table}' and has its writers wait for that long when it {(comes ? $"takes the primary key '{key}' back" : $"drops the primary key '{key}'")}. "
        + "Nothing was written. "
        + (comes
            ? "Add it with 'dotnet ef migrations add' in a migration of its own: that way up rebuilds the table while writes go on; only its way back does not."
            : "Do it with 'dotnet ef migrations add' in a migration of its own, at a time when nobody writes, or with pt-online-schema-change."));

    public static PhasedException UnprovedKey(string table, IReadOnlyList<string> columns) => new(
        "EFP4046",
        $"The new primary key of '{table}' ({string.Join(", ", columns)}) has to come before the new version, which may write what the old key forbids; "
        + "but the previous version may write rows that break the new one. Make these columns required and an alternate key in a change of its own "
        + "first; when that is contracted, change the primary key.");

    public static PhasedException ReferencedKey(string table, string key, string foreignKey, string referring) => new(
        "EFP4047",
        $"'{foreignKey}' of '{referring}' refers to the primary key '{key}' of '{table}', so no other key can take its place. "
        + "Drop that foreign key in a change of its own first, and add it again in a later one.");

    public static PhasedException KeyTooLate(string table, string key, string foreignKey, string referring) => new(
        "EFP4044",
        $"'{foreignKey}' of the new table '{referring}' needs the key '{key}' of '{table}' at once, but the previous version may write rows that "
        + "break it, so the key comes at the end. Add the key in a change of its own first.");
}
