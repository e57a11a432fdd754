using System.CommandLine;
using EfPhased.Design.Planning;

namespace EfPhased.Tool.Commands;

/// <summary>
/// What the author says on the command line about a change: see <see cref="PlanHints"/>.
/// </summary>
internal sealed class HintOptions
{
    private readonly Option<string[]> _renames = Repeatable(
        "--rename", "OLD=NEW", "A column that was renamed: Old=New, or Entity.Old=New; repeatable");

    private readonly Option<string[]> _noRenames = Repeatable(
        "--no-rename", "OLD", "A column that was dropped, whatever EF Core takes it for; repeatable");

    private readonly Option<string[]> _values = Repeatable(
        "--value", "COLUMN=SQL", "A new required column's value in existing rows, with columns in braces: Entity.Property={Region}; repeatable");

    private readonly Option<string[]> _ups = Repeatable(
        "--up", "COLUMN=SQL", "How a new column follows from the old ones, with columns in braces: Entity.Amount={Price} * 100; repeatable");

    private readonly Option<string[]> _downs = Repeatable(
        "--down", "COLUMN=SQL", "How an old column follows from the new ones, with columns in braces; repeatable");

    private readonly Option<string[]> _lossy = Repeatable(
        "--accept-lossy", "COLUMN", "A new column that need not give back every old value; repeatable");

    private readonly Option<string[]> _moves = Repeatable(
        "--move", "A.X=B.X", "A column that moves to another table or back, with the table before its name: Customer.Street=Address.Street; repeatable");

    private readonly Option<string[]> _newColumns = Repeatable(
        "--new-column", "PROPERTY=COLUMN", "Map a property to a new column first, such as one whose type changes; repeatable");

    private readonly Option<string[]> _keptColumns = Repeatable(
        "--keep-column", "PROPERTY=COLUMN", "Map a renamed property to the column that it had: no column is renamed; repeatable");

    private readonly Option<bool?> _tombstone = new("--tombstone")
    {
        Description = "Let Contract keep what it would drop under another name for some time; by default as efphased.json says",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_tombstone);
        foreach (var option in new[] { _renames, _noRenames, _values, _ups, _downs, _lossy, _moves, _newColumns, _keptColumns })
            command.Options.Add(option);
    }

    public PlanHints Read(ParseResult args) => new()
    {
        Renames = args.GetValue(_renames) ?? [],
        NoRenames = args.GetValue(_noRenames) ?? [],
        Values = args.GetValue(_values) ?? [],
        Ups = args.GetValue(_ups) ?? [],
        Downs = args.GetValue(_downs) ?? [],
        Lossy = args.GetValue(_lossy) ?? [],
        Moves = args.GetValue(_moves) ?? [],
        NewColumns = args.GetValue(_newColumns) ?? [],
        KeptColumns = args.GetValue(_keptColumns) ?? [],
    };

    /// <summary>What the author says about tombstones; null for nothing.</summary>
    public bool? Tombstone(ParseResult args) => args.GetResult(_tombstone) is null ? null : args.GetValue(_tombstone) ?? true;

    private static Option<string[]> Repeatable(string name, string value, string description)
        => new(name) { Description = description, HelpName = value };
}
