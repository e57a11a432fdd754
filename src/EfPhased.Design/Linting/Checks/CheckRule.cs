using EfPhased.Design.Classification;

namespace EfPhased.Design.Linting.Checks;

/// <summary>
/// What is said about a migration as a whole, or about several of its steps together.
/// </summary>
/// <param name="Code">EFP70xx.</param>
/// <param name="Name">A name without spaces.</param>
/// <param name="When">When it is said, in words.</param>
internal sealed record CheckRule(string Code, string Name, string When, Severity Severity, string? SafeForm = null)
{
    public static readonly CheckRule Undiscoverable = new(
        "EFP7001", "Undiscoverable", "EF Core does not find the migration", Severity.Error,
        "give the class [DbContext(typeof(…))] and [Migration(\"…\")], as its Designer file has them, or delete it");

    public static readonly CheckRule CannotRun = new("EFP7002", "CannotRun", "the migration throws before it has said what it does", Severity.Error);

    public static readonly CheckRule NonDeterministic = new(
        "EFP7003", "NonDeterministic", "the migration does something else each time", Severity.Warning,
        "write the value down as a constant, or let the server make it");

    public static readonly CheckRule HalfApplied = new(
        "EFP7004", "HalfApplied", "an operation outside the transaction among others", Severity.Warning, "put it into a migration of its own");

    public static readonly CheckRule NeedsNoTransaction = new(
        "EFP7005", "NeedsNoTransaction", "a statement that the server refuses in a transaction", Severity.Error,
        "pass suppressTransaction: true, in a migration of its own");

    public static readonly CheckRule RepeatedArithmetic = new(
        "EFP7006", "RepeatedArithmetic", "an update that is not the same done twice, in a migration that cannot be rolled back", Severity.Error,
        "put it into a migration of its own, or make it so that a second time changes nothing");

    public static readonly CheckRule RenameAsDrop = new(
        "EFP7007", "RenameAsDrop", "a column dropped and one like it added", Severity.Warning,
        "dotnet ef-phased add NAME --rename Old=New keeps the data");

    public static readonly CheckRule DubiousRename = new(
        "EFP7008", "DubiousRename", "a column renamed to something else while a better match is added", Severity.Warning,
        "dotnet ef-phased add NAME --no-rename Old, or --rename Old=New with the right one");

    public static readonly CheckRule ProofDropped = new(
        "EFP7009", "ProofDropped", "SET NOT NULL after or together with the drop of the check that proves it", Severity.Error,
        "SET NOT NULL first, and the drop in a statement of its own");

    public static readonly CheckRule EnumValueUsed = new(
        "EFP7010", "EnumValueUsed", "an enum's new value is used in the transaction that adds it", Severity.Error, "add the value in a migration of its own");

    public static readonly CheckRule DataUnderLock = new(
        "EFP7011", "DataUnderLock", "rows are changed while the transaction holds a lock on a table in use", Severity.Error,
        "change rows in a migration of their own, in chunks by key");

    public static readonly CheckRule LongName = new(
        "EFP7012", "LongName", "a name that the server cuts or refuses", Severity.Warning, "give it a shorter name");

    public static readonly CheckRule NamesOfOneKind = new(
        "EFP7013", "NamesOfOneKind", "names that differ only by case, or only behind what the server keeps", Severity.Warning, "give one of them another name");

    public static readonly CheckRule UnusedSuppression = new("EFP7090", "UnusedSuppression", "a suppression in efphased.json suppresses nothing", Severity.Warning);

    public static readonly IReadOnlyList<CheckRule> All =
    [
        Undiscoverable, CannotRun, NonDeterministic, HalfApplied, NeedsNoTransaction, RepeatedArithmetic, RenameAsDrop, DubiousRename, ProofDropped, EnumValueUsed,
        DataUnderLock, LongName, NamesOfOneKind, UnusedSuppression,
    ];

    public Finding Of(LintedMigration migration, LintedStep? step, string message, SourcePositionOf positions) => new(
        Code, Name, Severity, migration.Code.Id, step?.Text, message)
    {
        Position = step is null ? positions.Start(migration.Code.Type) : positions.Of(migration, step), SafeForm = SafeForm,
    };
}
