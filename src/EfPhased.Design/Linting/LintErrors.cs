namespace EfPhased.Design.Linting;

/// <summary>
/// Every error of linting itself: EFP41xx. What it finds has numbers of its own, EFP7xxx.
/// </summary>
internal static class LintErrors
{
    public static PhasedException UnknownMigration(string option, string name) => new(
        "EFP4101", $"{option} {name}: there is no such migration. 'dotnet ef migrations list' has their names.");

    public static PhasedException Reversed(string from, string to) => new(
        "EFP4102", $"'{from}' comes after '{to}', so nothing lies between them. Give the earlier one with --from.");

    public static PhasedException SeveralOfOneId(string detail, Exception inner) => new(
        "EFP4103", $"Two migrations of the context have the same id, so EF Core cannot read any: {detail} Give one of them another id.", inner);

    public static PhasedException UnknownRule(string file, int? line, string rule) => new(
        "EFP4104",
        FormattableString.Invariant($"'{file}'{(line is { } l ? $", line {l}," : "")} cannot be used: there is no rule '{rule}'. ")
        + "'dotnet ef-phased lint --format json' lists them; README.md has every setting.");

    public static PhasedException UnknownBaseline(string file, int? line, string migration) => new(
        "EFP4105",
        FormattableString.Invariant($"'{file}'{(line is { } l ? $", line {l}," : "")} cannot be used: lint.baseline names '{migration}', which is no migration. ")
        + "Correct it, or write it anew with 'dotnet ef-phased lint --write-baseline'.");

    public static PhasedException NothingToBaseline() => new(
        "EFP4106", "There is no migration, so there is nothing to write into a baseline.");

    public static PhasedException CannotWriteBaseline(string file, string detail) => new(
        "EFP4107", $"The baseline cannot be written into '{file}': {detail} Add \"lint\": {{ \"baseline\": \"…\" }} to it by hand.");
}
