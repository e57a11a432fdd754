namespace EfPhased;

/// <summary>Errors about what people write into phased migrations by hand: EFP2060 to EFP2079.</summary>
internal static partial class Errors
{
    public static PhasedException UnlabelledSql(string migration, Phase phase, string sql) => new(
        "EFP2060",
        $"The phased migration '{migration}' has raw SQL that says nothing of its phase: {Start(sql)} Nobody but its author knows whether the "
        + $"previous version survives it. Where it does what {phase} may do, write migrationBuilder.Sql(...).InPhase(Phase.{phase}).");

    public static PhasedException MislabelledSql(string migration, Phase phase, string label, string sql) => new(
        "EFP2061",
        $"'{migration}' belongs to {phase}, and has raw SQL for {label}: {Start(sql)} Move it into the migration of that phase.");

    private static string Start(string sql)
    {
        const int longest = 80;
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? $"'{line}'." : $"'{line[..longest]}…'.";
    }
}
