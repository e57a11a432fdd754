namespace EfPhased;

/// <summary>
/// Every error of the runtime library. EFP1xxx: set-up and use. EFP2xxx: running. EFP3xxx: refusals by a gate or a policy.
/// Planning and the command line have their own (EFP4xxx and EFP5xxx).
/// </summary>
internal static partial class Errors
{
    public static PhasedException UnsupportedProvider(string? provider) => new(
        "EFP1001",
        $"The database provider '{provider}' is not supported. EfPhased knows Npgsql.EntityFrameworkCore.PostgreSQL, "
        + "Pomelo.EntityFrameworkCore.MySql, Microting.EntityFrameworkCore.MySql and MySql.EntityFrameworkCore.");

    public static PhasedException CalledBeforeProvider(string provider) => new(
        "EFP1002",
        $"UsePhasedMigrations() was called before the provider '{provider}' was configured, so it has nothing to extend. "
        + "Call it last: options.UseNpgsql(...).UsePhasedMigrations().");

    public static PhasedException NotUsed(string context) => new(
        "EFP1003",
        $"'{context}' does not use phased migrations. Add .UsePhasedMigrations() after the provider where its options are configured: "
        + "options.UseNpgsql(...).UsePhasedMigrations().");

    public static PhasedException ServiceReplaced(string service, string implementation) => new(
        "EFP1004",
        $"'{service}' was replaced by '{implementation}', which hides the phased one. Remove the ReplaceService call, "
        + "or build on the service that UsePhasedMigrations() registers.");

    public static PhasedException BadConfiguration(string file, int? line, string detail, Exception inner) => new(
        "EFP1006", FormattableString.Invariant($"'{file}'{(line is { } l ? $", line {l}," : "")} cannot be used: {detail} Correct it; README.md has every setting."), inner);

    public static PhasedException BadOverride(string detail) => new("EFP1007", detail);

    public static PhasedException ContractInParts(string change) => new(
        "EFP1008",
        $"'{change}' cannot be part of a plain script: its contract has statements that run outside a transaction, and a client that does not "
        + $"stop at errors would run them behind a closed gate. Run 'dotnet ef-phased script {change}'.");

    public static PhasedException IdempotentScript(string change) => new(
        "EFP1005",
        $"'{change}' cannot be part of an idempotent script: concurrent indexes, backfills and triggers do not run inside the "
        + $"procedure that EF Core wraps around each command. Run 'dotnet ef-phased script {change}': its scripts can be run again at any point.");
}
