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

    public static PhasedException NoAlgorithm(string sql) => new(
        "EFP2062",
        $"An operation that is marked Online() becomes a statement in which nobody can ask the server to let others go on: {Start(sql)} Where they may wait "
        + "for it, take .Online() off the operation; otherwise write what you mean with migrationBuilder.Sql(...).InPhase(...).");

    private static string Start(string sql)
    {
        const int longest = 80;
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? $"'{line}'." : $"'{line[..longest]}…'.";
    }
}
