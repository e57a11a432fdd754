using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// All that one AlterDatabase does: providers keep enums, extensions and collations in its annotations.
/// </summary>
internal static class AlterDatabaseKinds
{
    private const string Enum = "Npgsql:Enum:";

    public static IReadOnlyList<OperationKind> Of(AlterDatabaseOperation alter)
    {
        var kinds = Changed(alter, alter.OldDatabase)
            .SelectMany(name => Of(name, alter.OldDatabase[name]?.ToString(), alter[name]?.ToString()))
            .ToList();
        if (alter.Collation != alter.OldDatabase.Collation)
            kinds.Add(OperationKind.SetDatabaseDefaults);
        return kinds;
    }

    /// <summary>The names of the annotations that differ.</summary>
    public static IEnumerable<string> Changed(IAnnotatable now, IAnnotatable before)
        => now.GetAnnotations().Concat(before.GetAnnotations()).Select(a => a.Name).Distinct()
            .Where(name => !Equals(now[name], before[name]));

    private static IEnumerable<OperationKind> Of(string name, string? before, string? now)
    {
        if (name.StartsWith(Enum, StringComparison.Ordinal) && before is not null && now is not null)
            return OfLabels(before.Split(','), now.Split(','));
        if (name.StartsWith(Enum, StringComparison.Ordinal) || name.StartsWith("Npgsql:Range:", StringComparison.Ordinal))
            return [now is null ? OperationKind.DropType : OperationKind.CreateType];
        if (name.StartsWith("Npgsql:PostgresExtension:", StringComparison.Ordinal))
            return [now is null ? OperationKind.DropExtension : OperationKind.CreateExtension];
        if (name.StartsWith("Npgsql:CollationDefinition:", StringComparison.Ordinal))
            return [now is null ? OperationKind.DropCollation : OperationKind.CreateCollation];
        return name.EndsWith(":CharSet", StringComparison.Ordinal) ? [OperationKind.SetDatabaseDefaults] : [];
    }

    // Npgsql adds labels and does nothing about others that went or changed places.
    private static IEnumerable<OperationKind> OfLabels(string[] before, string[] now)
    {
        if (now.Except(before).Any())
            yield return OperationKind.AddEnumValue;
        if (!now.Intersect(before).SequenceEqual(before))
            yield return OperationKind.RemoveEnumValue;
    }
}
