using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Schemas, sequences, and what belongs to the whole database.</summary>
internal static class SchemaRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<EnsureSchemaOperation>("EFP7401", "CreateSchema", "any", (_, _) => true, Additive | NeededByNew, "R28") with { TakesNoLock = true },
        For<DropSchemaOperation>(
            "EFP7402", "DropSchema", "any", (_, _) => true, Destructive | BreaksOld, "R28", "the previous version may still ask for what is in it"),

        For<CreateSequenceOperation>("EFP7410", "CreateSequence", "any", (_, _) => true, Additive | NeededByNew, "R27") with { TakesNoLock = true },
        For<AlterSequenceOperation>(
            "EFP7411", "AlterSequenceIncrement", "another increment", (o, _) => o.IncrementBy != o.OldSequence.IncrementBy, BreaksOld | NeededByNew, "R27",
            "versions that reserve blocks of numbers disagree about their size and hand out the same ones"),
        For<AlterSequenceOperation>(
            "EFP7412", "AlterSequence", "bounds, cycle", (_, _) => true, ChangesBehaviour, "R27") with { Severity = Severity.Note },
        For<DropSequenceOperation>(
            "EFP7413", "DropSequence", "any", (_, _) => true, Destructive | BreaksOld, "R27", "the previous version takes numbers from it"),
        For<RenameSequenceOperation>(
            "EFP7414", "RenameSequence", "any", (_, _) => true, BreaksOld | NeededByNew, "R27", "the previous version asks for the old name"),
        For<RestartSequenceOperation>(
            "EFP7415", "RestartSequence", "any", (_, _) => true, ChangesBehaviour, "R27", "numbers below the highest that was given out are given out again"),

        For<AlterDatabaseOperation>(
            "EFP7420", "DropEnum", "a PostgreSQL enum removed", (o, _) => AnnotationChange.Of(o).Any(c => c is { IsEnum: true, New: null }),
            Destructive | BreaksOld, "R26", "a column or a version that still has the type fails"),
        For<AlterDatabaseOperation>(
            "EFP7421", "DropEnumValue", "values of a PostgreSQL enum removed, renamed or reordered",
            (o, _) => AnnotationChange.Of(o).Any(c => c is { IsEnum: true, Old: not null, New: not null, Labels.OnlyGrow: false }),
            BreaksOld, "R26", "PostgreSQL cannot take a value out of an enum, and the previous version still writes it")
            with { Severity = Severity.Error },
        For<AlterDatabaseOperation>(
            "EFP7422", "AddEnumValue", "a value added to a PostgreSQL enum",
            (o, _) => AnnotationChange.Of(o).Any(c => c is { IsEnum: true, Old: not null, New: not null }), Additive | ChangesBehaviour, "R26",
            "the previous version fails at reading a row with the new value, and Npgsql has to load its types again")
            with { Severity = Severity.Note },
        For<AlterDatabaseOperation>(
            "EFP7423", "DropExtension", "an extension removed", (o, _) => AnnotationChange.Of(o).Any(c => c is { IsExtension: true, New: null }),
            Destructive, "R28", "what the extension brought goes with it, or it is refused"),
        For<AlterDatabaseOperation>(
            "EFP7424", "AlterDatabase", "an enum, extension, range or collation added, a default changed, or nothing",
            (_, _) => true, Additive | NeededByNew, "R28") with { TakesNoLock = true },
    ];
}
