using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Indexes, constraints, sequences and types that a pending contract still has to add, drop or rename. A new change may neither touch them, nor the
/// columns of those that are to come, nor count on what they will forbid.
/// </summary>
internal static class OpenConstraints
{
    /// <summary>What a new change touches of them, in words; null when nothing.</summary>
    /// <param name="contract">The operations of the contract that is pending.</param>
    /// <param name="planned">The operations of the new change.</param>
    public static string? Overlap(IReadOnlyList<MigrationOperation> contract, IReadOnlyList<MigrationOperation> planned)
    {
        var names = contract.SelectMany(Names).ToHashSet();
        foreach (var operation in planned)
        {
            foreach (var name in Names(operation))
            {
                if (names.Contains(name))
                    return $"'{name.Name}' of '{name.In}'";
            }
        }

        var coming = contract.SelectMany(Coming).ToHashSet();
        return planned.SelectMany(Needed).FirstOrDefault(coming.Contains) is { } column ? $"'{column}'" : null;
    }

    // Indexes, constraints and keys by name, as columns are by theirs.
    private static IEnumerable<ColumnRef> Names(MigrationOperation operation) => operation switch
    {
        CreateIndexOperation o => [new(o.Table, o.Schema, o.Name)],
        DropIndexOperation { Table: { } table } o => [new(table, o.Schema, o.Name)],
        RenameIndexOperation { Table: { } table } o => [new(table, o.Schema, o.Name), new(table, o.Schema, o.NewName)],
        AddForeignKeyOperation o => [new(o.Table, o.Schema, o.Name)],
        DropForeignKeyOperation o => [new(o.Table, o.Schema, o.Name)],
        AddUniqueConstraintOperation o => [new(o.Table, o.Schema, o.Name)],
        DropUniqueConstraintOperation o => [new(o.Table, o.Schema, o.Name)],
        AddCheckConstraintOperation o => [new(o.Table, o.Schema, o.Name)],
        DropCheckConstraintOperation o => [new(o.Table, o.Schema, o.Name)],
        AddPrimaryKeyOperation o => [new(o.Table, o.Schema, o.Name)],
        DropPrimaryKeyOperation o => [new(o.Table, o.Schema, o.Name)],
        ReplacePrimaryKeyOperation o => [new(o.Table, o.Schema, o.Name), new(o.Table, o.Schema, o.OldName)],
        RenameConstraintOperation o => [new(o.Table, o.Schema, o.Name), new(o.Table, o.Schema, o.NewName)],
        CreateSequenceOperation o => [new(o.Name, o.Schema, o.Name)],
        AlterSequenceOperation o => [new(o.Name, o.Schema, o.Name)],
        RestartSequenceOperation o => [new(o.Name, o.Schema, o.Name)],
        DropSequenceOperation o => [new(o.Name, o.Schema, o.Name)],
        AlterDatabaseOperation o => AnnotationChange.Of(o).Where(c => c.Name.Length > 0).Select(c => new ColumnRef("the database", null, c.Name)),
        _ => [],
    };

    // Columns of what the contract will enforce.
    private static IEnumerable<ColumnRef> Coming(MigrationOperation operation) => operation switch
    {
        CreateIndexOperation { IsUnique: true } o => Columns(o.Table, o.Schema, o.Columns),
        AddUniqueConstraintOperation o => Columns(o.Table, o.Schema, o.Columns),
        AddPrimaryKeyOperation o => Columns(o.Table, o.Schema, o.Columns),
        ReplacePrimaryKeyOperation o => Columns(o.Table, o.Schema, o.Columns),
        AddForeignKeyOperation o => Columns(o.Table, o.Schema, o.Columns),
        _ => [],
    };

    // Columns that a new change changes or takes away, or that it takes to be unique already.
    private static IEnumerable<ColumnRef> Needed(MigrationOperation operation) => operation switch
    {
        AlterColumnOperation o => [new(o.Table, o.Schema, o.Name)],
        DropColumnOperation o => [new(o.Table, o.Schema, o.Name)],
        RenameColumnOperation o => [new(o.Table, o.Schema, o.Name)],
        AddDualWriteOperation o => Columns(o.Table, o.Schema, o.Pairs.Select(p => p.OldColumn)),
        AddForeignKeyOperation { PrincipalColumns: { } principal } o => Columns(o.PrincipalTable, o.PrincipalSchema, principal),
        _ => Coming(operation),
    };

    private static IEnumerable<ColumnRef> Columns(string table, string? schema, IEnumerable<string> names)
        => names.Select(n => new ColumnRef(table, schema, n));
}
