using EfPhased.Design.Linting.History;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Columns that are altered. One operation may change several things at once, each of which has rows of its own.</summary>
internal static class AlterColumnRules
{
    public const string Type = "type";

    public static readonly IReadOnlyList<Rule> All =
    [
        Alters("EFP7120", "AlterColumnOfNewTable", "of a table of the same migration", "", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },

        Alters(
            "EFP7121", "PlainToComputed", "computed from now on", "computed", (o, c) => o.ComputedColumnSql is not null && c.Old(o).Computed is null,
            Destructive | BreaksOld | NeededByNew, "R12", "EF Core drops the column and adds it anew, and the previous version writes it"),
        Alters(
            "EFP7122", "ChangeComputed", "another expression, stored or virtual, or no longer computed", "computed",
            (o, _) => o.ComputedColumnSql != o.OldColumn.ComputedColumnSql
                || (o.ComputedColumnSql is not null && (o.IsStored == true) != (o.OldColumn.IsStored == true)),
            ChangesBehaviour, "R12", "every value may become another one"),

        // What is computed anew has no type, default or nullability of its own that could be lost.
        Alters(
            "EFP7123", "ChangeTypeLossy", "to a type that does not give back every value", Type,
            (o, c) => Changed(o, c) is { IsWidening: false }, Destructive | BreaksOld | NeededByNew, "R07",
            "not every value comes back as it was, and the previous version reads the old type")
            .About<AlterColumnOperation>(Types),
        Alters(
            "EFP7124", "ChangeTypeRewriting", "to a wider type that is stored otherwise", Type,
            (o, c) => Changed(o, c) is { IsInPlace: false }, NeededByNew, "R07")
            .About<AlterColumnOperation>(Types),
        Alters(
            "EFP7125", "WidenType", "to a wider type in place", Type, (o, c) => Changed(o, c) is not null, Additive | NeededByNew, "R08")
            .About<AlterColumnOperation>(Types),

        Alters(
            "EFP7130", "RequireColumn", "optional before, required now", "nullability", (o, _) => !o.IsNullable && o.OldColumn.IsNullable,
            BreaksOld, "R09", "the previous version writes NULL to it")
            .About<AlterColumnOperation>((o, _) => o.HasDefault() ? "EF Core puts the default into every NULL first, in the same transaction" : null)
            with { Kind = OperationKind.SetNotNull },
        Alters(
            "EFP7131", "AllowNull", "required before, optional now", "nullability", (o, _) => o.IsNullable && !o.OldColumn.IsNullable,
            ChangesBehaviour | NeededByNew, "R10", "the previous version cannot read a NULL that the new one writes")
            with { Kind = OperationKind.DropNotNull },

        Alters(
            "EFP7132", "DropDefault", "no default any more, required", "default",
            (o, c) => !o.HasDefault() && o.OldColumn.HasDefault() && !o.IsNullable && !o.IsServerNumbered(), BreaksOld, "R11",
            "the previous version leaves the column to the default and its inserts fail")
            with { Kind = OperationKind.SetDefault },
        Alters(
            "EFP7133", "ChangeDefault", "another default", "default",
            (o, _) => !(o.HasDefault() && !o.IsNullable && o.OldColumn.IsNullable) && (!ValueComparison.Same(o.DefaultValue, o.OldColumn.DefaultValue) || o.DefaultValueSql != o.OldColumn.DefaultValueSql), ChangesBehaviour, "R11",
            "rows that the previous version inserts may get another value")
            with { Severity = Severity.Note, Kind = OperationKind.SetDefault },

        Alters(
            "EFP7134", "ChangeCollationOfIndex", "another collation of an indexed column", "collation",
            (o, c) => o.Collation != o.OldColumn.Collation && c.IsIndexed(o), ChangesBehaviour, "R31",
            "order and equality change, and so may what a unique index takes for the same")
            with { Kind = OperationKind.ChangeCollationIndexed },
        Alters(
            "EFP7135", "ChangeCollation", "another collation", "collation", (o, _) => o.Collation != o.OldColumn.Collation, ChangesBehaviour, "R31",
            "order and equality change")
            with { Kind = OperationKind.ChangeCollation },

        // Numbered before and after in another way: what a newer version of the provider does to old columns.
        Alters(
            "EFP7136", "NumberColumn", "numbered by the server from now on", "identity", (o, c) => o.IsServerNumbered() && !c.Old(o).IsIdentity,
            NeededByNew, "R13")
            .About<AlterColumnOperation>((_, c) => c.IsPostgreSql ? "its sequence starts at 1, so the next insert meets a number that is taken" : null)
            with { Kind = OperationKind.AddIdentity, Severity = Severity.Warning },
        Alters(
            "EFP7137", "StopNumbering", "no longer numbered by the server", "identity", (o, c) => !o.IsServerNumbered() && c.Old(o).IsIdentity,
            BreaksOld | NeededByNew, "R13", "the version that leaves the number to the server fails at inserting")
            with { Kind = OperationKind.DropIdentity },

        Alters(
            "EFP7138", "ChangeComment", "another comment", "comment", (o, _) => o.Comment != o.OldColumn.Comment, Additive, "R32")
            with { Kind = OperationKind.SetComment },
        Alters("EFP7139", "AlterNothing", "nothing that the server sees", "nothing", IsNothing, Additive, "R32") with { TakesNoLock = true },
    ];

    private static Rule Alters(
        string code, string name, string when, string facet, Func<AlterColumnOperation, OperationContext, bool> applies, Effects effects, string recipe,
        string? says = null)
        => For<AlterColumnOperation>(code, name, when, (o, c) => (facet.Length == 0 || !c.IsNew(o.Table, o.Schema)) && applies(o, c), effects, recipe, says)
            with { Facet = facet };

    private static TypeChange? Changed(AlterColumnOperation operation, OperationContext context)
        => operation.ComputedColumnSql is null && operation.OldColumn.ComputedColumnSql is null ? context.TypeChange(operation) : null;

    private static string Types(AlterColumnOperation operation, OperationContext context)
        => $"{context.Old(operation).Type} becomes {context.Types.Of(operation)}";

    private static bool IsNothing(AlterColumnOperation operation, OperationContext context)
        => !All.Any(r => r.Code != "EFP7139" && r.Applies(operation, context));
}
