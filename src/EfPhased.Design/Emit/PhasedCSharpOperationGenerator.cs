using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Emit;

/// <summary>
/// Writes the C# of phased operations; EF Core's own generator writes the rest.
/// </summary>
internal sealed class PhasedCSharpOperationGenerator(CSharpMigrationOperationGeneratorDependencies dependencies)
    : CSharpMigrationOperationGenerator(dependencies)
{
    private ICSharpHelper Code { get; } = dependencies.CSharpHelper;

    // The base class dispatches on the types it knows; everything else ends here.
    protected override void Generate(MigrationOperation operation, IndentedStringBuilder builder)
    {
        switch (operation)
        {
            case AddDualWriteOperation o:
                Call(builder, "AddDualWrite", [.. Target(o), ("pairs", List(o.Pairs, Pair)), ("fills", List(o.Fills, Fill)), Schema(o), ("groups", List(o.Groups, Group))]);
                break;
            case SwitchDualWriteOperation o:
                Call(
                    builder, "SwitchDualWrite",
                    [
                        .. Target(o), ("pairs", List(o.Pairs, Pair)), ("fills", List(o.Fills, Fill)), Schema(o), ("revert", o.Revert ? "true" : null),
                        ("groups", List(o.Groups, Group)),
                    ]);
                break;
            case DropDualWriteOperation o:
                Call(builder, "DropDualWrite", [.. Target(o), Schema(o)]);
                break;
            case AddRowDualWriteOperation o:
                Call(builder, "AddRowDualWrite", [.. Target(o), ("rows", Rows(o.Rows)), ("oldIsPart", o.OldIsPart ? "true" : null), Schema(o)]);
                break;
            case DropRowDualWriteOperation o:
                Call(
                    builder, "DropRowDualWrite",
                    [.. Target(o), ("part", Text(o.Part)), Schema(o), ("partSchema", Optional(o.PartSchema)), ("level", o.Level == 0 ? null : Code.Literal(o.Level))]);
                break;
            case BackfillOperation o:
                Call(builder, "Backfill", [.. Target(o), ("key", Names(o.Key)), ("values", List(o.Values, Value)), Schema(o)]);
                break;
            case AddNotNullCheckOperation o:
                Call(
                    builder, "AddNotNullCheck",
                    [("change", Text(o.Change)), ("name", Text(o.Name)), ("table", Text(o.Table)), ("column", Text(o.Column)), Schema(o), ("unless", Optional(o.Unless))]);
                break;
            case ValidateConstraintOperation o:
                Call(
                    builder, "ValidateConstraint",
                    [("change", Text(o.Change)), ("name", Text(o.Name)), ("table", Text(o.Table)), Schema(o), ("foreignKey", ForeignKey(o.ForeignKey))]);
                break;
            case CheckRowsOperation o:
                Call(
                    builder, "CheckRows",
                    [
                        ("change", Text(o.Change)), ("constraint", Text(o.Constraint)), ("table", Text(o.Table)), ("key", Names(o.Key)),
                        ("unique", o.Unique.Count == 0 ? null : Names(o.Unique)), ("nullsEqual", o.NullsEqual ? "true" : null),
                        ("filter", o.Filter is { } filter ? Text(filter) : null), ("foreignKey", ForeignKey(o.ForeignKey)),
                        ("condition", o.Condition is { } condition ? Text(condition) : null), Schema(o),
                        ("limit", o.Limit is { } limit ? New([Text(limit.Column), FormattableString.Invariant($"{limit.Below}L")], []) : null),
                        ("copy", o.Copy is { } copy ? New([Text(copy.Column), Text(copy.To)], []) : null),
                    ]);
                break;
            case RenameConstraintOperation o:
                Call(
                    builder, "RenameConstraint",
                    [("change", Text(o.Change)), ("name", Text(o.Name)), ("newName", Text(o.NewName)), ("table", Text(o.Table)), Schema(o)]);
                break;
            case ReplacePrimaryKeyOperation o:
                Call(
                    builder, "ReplacePrimaryKey",
                    [
                        ("change", Text(o.Change)), ("oldName", Text(o.OldName)), ("name", Text(o.Name)), ("table", Text(o.Table)),
                        ("columns", Names(o.Columns)), ("indexName", Text(o.IndexName)), Schema(o),
                    ]);
                break;
            case SwapColumnsOperation o:
                Call(builder, "SwapColumns", [("change", Text(o.Change)), ("tables", List(o.Tables, Swapped))]);
                break;
            case RenameTableBehindViewOperation o:
                Call(
                    builder, "RenameTableBehindView",
                    [
                        .. Target(o), ("newName", Text(o.NewName)), ("columns", Names(o.Columns)), ("standby", Text(o.Standby)), Schema(o),
                        ("newSchema", o.NewSchema is { } newSchema ? Text(newSchema) : null), ("revert", o.Revert ? "true" : null),
                    ]);
                break;
            case AddOldTableViewOperation o:
                Call(
                    builder, "AddOldTableView",
                    [.. Target(o), ("of", Text(o.Of)), ("columns", Names(o.Columns)), Schema(o), ("ofSchema", o.OfSchema is { } ofSchema ? Text(ofSchema) : null)]);
                break;
            case DropOldTableViewOperation o:
                Call(builder, "DropOldTableView", [.. Target(o), Schema(o)]);
                break;
            case AddTombstoneOperation o:
                Call(
                    builder, "AddTombstone",
                    [.. Target(o), ("name", Text(o.Name)), ("keepFor", Code.UnknownLiteral(o.KeepFor)), ("column", Optional(o.Column)), Schema(o)]);
                break;
            case RestoreTombstoneOperation o:
                Call(builder, "RestoreTombstone", [.. Target(o), ("name", Text(o.Name)), ("column", Optional(o.Column)), Schema(o)]);
                break;
            case GateOperation o:
                Call(
                    builder, "Gate",
                    [
                        ("change", Text(o.Change)), ("requires", o.Requires.Count == 0 ? null : Names(o.Requires)),
                        ("agreements", List(o.Agreements, Agreement)), ("removes", List(o.Removes, Removed)),
                    ]);
                break;
            default:
                base.Generate(operation, builder);
                break;
        }
    }

    protected override void Annotations(IEnumerable<Annotation> annotations, IndentedStringBuilder builder)
    {
        var own = annotations.ToLookup(a => Form(a) is not null);
        base.Annotations(own[false], builder);
        foreach (var annotation in own[true])
            builder.AppendLine().Append(Form(annotation)!);
    }

    private static string? Form(Annotation annotation) => annotation.Name switch
    {
        PhasedAnnotations.Online => ".Online()",
        PhasedAnnotations.NotValid => ".NotValid()",
        PhasedAnnotations.Phase => $".InPhase(Phase.{annotation.Value})",
        _ => null,
    };

    private static void Call(IndentedStringBuilder builder, string method, (string Name, string? Value)[] arguments)
    {
        builder.Append(".").Append(method).AppendLine("(");
        using (builder.Indent())
        {
            var given = arguments.Where(a => a.Value is not null).Select(a => $"{a.Name}: {a.Value}").ToList();
            for (var i = 0; i < given.Count; i++)
            {
                builder.AppendLines(given[i], skipFinalNewline: true);
                if (i < given.Count - 1)
                    builder.AppendLine(",");
            }

            builder.Append(")");
        }
    }

    private (string, string?)[] Target(TablePhasedOperation operation) => [("change", Text(operation.Change)), ("table", Text(operation.Table))];

    private (string, string?) Schema(TablePhasedOperation operation) => ("schema", operation.Schema is { } schema ? Text(schema) : null);

    private string Text(string text) => Code.Literal(text);

    private string Names(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(Text))}]";

    private static string? List<T>(IReadOnlyList<T> items, Func<T, string> write)
        => items.Count switch
        {
            0 => null,
            1 => $"[{write(items[0])}]",
            _ => $"[\n    {string.Join(",\n    ", items.Select(i => write(i).Replace("\n", "\n    ", StringComparison.Ordinal)))},\n]",
        };

    private string Pair(ColumnPair pair) => New(
        [Text(pair.OldColumn), Text(pair.NewColumn)],
        [
            ("Up", Optional(pair.Up)), ("Down", Optional(pair.Down)), ("Type", Optional(pair.Type)), ("OldType", Optional(pair.OldType)),
            ("OldDefault", Optional(pair.OldDefault)), ("OldRequired", pair.OldRequired ? "true" : null),
        ]);

    private string Group(ColumnGroup group) => New([$"[{string.Join(", ", group.Old.Select(Grouped))}]", $"[{string.Join(", ", group.New.Select(Grouped))}]"], []);

    private string Grouped(GroupedColumn column) => New(
        [Text(column.Column), Text(column.Value)],
        [("Type", Optional(column.Type)), ("Default", Optional(column.Default)), ("Required", column.Required ? "true" : null)]);

    private string Fill(ColumnFill fill) => New(
        [Text(fill.Column), Text(fill.Value)],
        [
            ("OnUpdate", fill.OnUpdate ? "true" : null), ("Always", fill.Always ? "true" : null), ("Follows", fill.Follows ? "true" : null),
            ("Type", Optional(fill.Type)),
        ]);

    private string Swapped(SwappedTable table) => New(
        [Text(table.Table), List(table.Columns, Swapped) ?? "[]", .. table.Schema is { } s ? [Text(s)] : Array.Empty<string>()],
        [
            ("PrimaryKey", table.PrimaryKey is { } key ? Swapped(key) : null), ("Keys", List(table.Keys, Swapped)),
            ("Indexes", List(table.Indexes, Swapped)), ("ForeignKeys", List(table.ForeignKeys, Swapped)),
            ("Checks", table.Checks.Count == 0 ? null : Names(table.Checks)),
        ]);

    private string Swapped(SwappedColumn column)
        => New([Text(column.Name), Text(column.Other), Text(column.Type)], [("Required", column.Required ? "true" : null)]);

    private string Swapped(SwappedName name) => New([Text(name.Name), Text(name.Other)], []);

    private string Value(BackfillValue value) => New(
        [Text(value.Column), Text(value.Value)],
        [
            ("Type", Optional(value.Type)), ("WhereNull", value.WhereNull ? "true" : null), ("Unless", List(value.Unless, Value)),
            ("NullCounts", value.NullCounts ? "true" : null), ("Rows", value.Rows is { } rows ? Rows(rows) : null),
            ("FromPart", value.FromPart ? "true" : null),
        ]);

    private string Rows(MovedRows rows) => New(
        [
            Text(rows.Part), Names(rows.Key), Names(rows.PartKey), List(rows.Columns, Moved) ?? "[]",
            .. rows.PartSchema is { } s ? [Text(s)] : Array.Empty<string>(),
        ],
        [
            ("Kind", rows.Kind is { } k ? New([Text(k.Column), Names(k.Present), Text(k.Own), Text(k.Absent)], [("OwnMustPass", k.OwnMustPass ? "true" : null)]) : null),
            ("Parent", rows.Parent is { } parent ? Parent(parent) : null),
            ("PartRows", rows.PartRows is PartRows.Follow ? null : $"{nameof(PartRows)}.{rows.PartRows}"),
            ("Principal", rows.Principal is { } p ? New([Text(p.Table), Text(p.Column), .. p.Schema is { } of ? [Text(of)] : Array.Empty<string>()], []) : null),
        ]);

    private string Parent(MovedParent parent) => New(
        [
            Text(parent.Part), Names(parent.Key), Names(parent.Present), Code.Literal(parent.Level),
            .. parent.Schema is { } s ? [Text(s)] : Array.Empty<string>(),
        ],
        []);

    private string Moved(MovedColumn column) => New(
        [Text(column.Column), Text(column.PartColumn)],
        [
            ("Up", Optional(column.Up)), ("Down", Optional(column.Down)), ("Type", Optional(column.Type)),
            ("PartType", Optional(column.PartType)), ("Absent", Optional(column.Absent)),
        ]);

    private string? Optional(string? text) => text is null ? null : Text(text);

    private string? ForeignKey(ForeignKeyReference? key) => key is null
        ? null
        : New(
            [Names(key.Columns), Text(key.PrincipalTable), Names(key.PrincipalColumns), .. key.PrincipalSchema is { } s ? [Text(s)] : Array.Empty<string>()],
            []);

    private string Agreement(RowAgreement agreement) => New(
        [
            Text(agreement.Table), Names(agreement.Key), List(agreement.Values, Value) ?? "[]",
            .. agreement.Schema is { } s ? [Text(s)] : Array.Empty<string>(),
        ],
        []);

    private string Removed(RemovedObject removed) => New(
        [
            Text(removed.Table),
            .. removed.Column is { } c ? [Text(c)] : Array.Empty<string>(),
            .. removed.Schema is { } s ? ["Schema: " + Text(s)] : Array.Empty<string>(),
        ],
        []);

    private static string New(IEnumerable<string> arguments, (string Name, string? Value)[] members)
    {
        var set = members.Where(m => m.Value is not null).Select(m => $"{m.Name} = {m.Value}").ToList();
        var created = $"new({string.Join(", ", arguments)})";
        return set.Count == 0 ? created : $"{created} {{ {string.Join(", ", set)} }}";
    }
}
