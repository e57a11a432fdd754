using EfPhased.Design.Linting.History;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Columns that are added.</summary>
internal static class AddColumnRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<AddColumnOperation>(
            "EFP7101", "AddColumnToNewTable", "to a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive | NeededByNew, "R22")
            with { TakesNoLock = true },
        For<AddColumnOperation>(
            "EFP7102", "AddSystemColumn", "xmin, which PostgreSQL has anyway", (o, c) => c.IsPostgreSql && o.Name == "xmin", Additive, "R38")
            with { TakesNoLock = true },
        For<AddColumnOperation>(
            "EFP7103", "AddIdentityColumn", "numbered by the server", (o, _) => o.IsServerNumbered(), NeededByNew, "R13",
            "every row has to be given a number"),
        For<AddColumnOperation>(
            "EFP7104", "AddStoredComputedColumn", "computed and stored", (o, c) => o.ComputedColumnSql is not null && (c.IsPostgreSql ? o.IsStored != false : o.IsStored == true),
            Additive | NeededByNew, "R12", "the value of every row has to be computed"),
        For<AddColumnOperation>(
            "EFP7105", "AddVirtualComputedColumn", "computed, virtual", (o, _) => o.ComputedColumnSql is not null, Additive | NeededByNew, "R12"),
        For<AddColumnOperation>(
            "EFP7106", "AddDomainColumn", "of a domain that checks its values",
            (o, c) => c.IsPostgreSql && o.ColumnType is { } type && c.Before.CheckedDomains.Contains(type.Trim('"')), NeededByNew, "R37",
            "the type is a domain with a check, so PostgreSQL rewrites the table even for a column without a default")
            with { Kind = OperationKind.AddCheckedDomainColumn },
        For<AddColumnOperation>(
            "EFP7107", "AddColumnWithVolatileDefault", "a default that differs from row to row",
            (o, c) => o.DefaultValueSql is { } sql && c.Dialect.IsVolatile(sql), Additive | NeededByNew, "R03",
            "each row gets a value of its own"),
        For<AddColumnOperation>(
            "EFP7108", "AddRequiredColumn", "required, no default", (o, c) => !o.IsNullable && !o.HasDefault() && !o.IsRowVersion, BreaksOld | NeededByNew, "R04",
            "the previous version's inserts leave it out")
            .About<AddColumnOperation>((_, c) => c.IsPostgreSql ? "PostgreSQL refuses it as soon as the table has a row" : "rows that exist get 0 or an empty text"),
        For<AddColumnOperation>(
            "EFP7109", "AddDiscriminator", "a discriminator whose default is no type's name",
            (o, _) => o is { Name: "Discriminator", IsNullable: false, DefaultValue: "" }, ChangesBehaviour | NeededByNew, "R38",
            "rows that exist get '', which names no entity type, so reading them fails")
            with { Severity = Severity.Warning },
        For<AddColumnOperation>(
            "EFP7110", "AddJsonColumn", "json, not jsonb", (o, c) => c.IsPostgreSql && o.ColumnType == "json", ChangesBehaviour | NeededByNew, "R34",
            "json has no equality, so DISTINCT, UNION and GROUP BY over the whole row fail")
            with { Severity = Severity.Note },
        For<AddColumnOperation>(
            "EFP7111", "AddColumnWithDefault", "one default for all rows", (o, c) => o.HasDefault(), Additive | NeededByNew, "R02"),
        For<AddColumnOperation>(
            "EFP7112", "AddOptionalColumn", "optional, no default", (_, _) => true, Additive | NeededByNew, "R01"),
    ];
}
