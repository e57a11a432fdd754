using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Keys, indexes and foreign keys that are named after a renamed table. EF Core drops and creates most of them again, for which
/// there is no need: they are given their new names, or, where a server cannot, a second foreign key takes over from the first.
/// </summary>
internal static class RenamedParts
{
    /// <summary>One step, which runs while the table bears its new name, in both directions.</summary>
    public static PlannedStep Of(PlanContext context, TableRef from, TableRef to)
    {
        var up = new Names(context, context.Pending, context.OldTables, context.NewTables, from, to);
        var down = new Names(context, context.Back, context.NewTables, context.OldTables, to, from);
        foreach (var operation in up.Claimed)
            context.Answer(operation, nameof(RenameTable));
        context.Back.RemoveAll(down.Claimed.Contains);
        return new PlannedStep(Phase.Expand, Stage.Names)
        {
            Up = [.. up.Claimed.Select(OperationKey.Of)],
            MakeUp = _ => up.Renames(t => t),
            Down = [.. down.Claimed.Select(OperationKey.Of)],
            MakeDown = _ => down.Renames(down.NameBefore),
        };
    }

    /// <summary>The renames of one direction, from what EF Core's diff drops and creates.</summary>
    private sealed class Names
    {
        private readonly PlanContext _context;
        private readonly List<(TableRef Table, string Old, string New)> _constraints = [];
        private readonly List<(TableRef Table, string Old, string New)> _indexes = [];
        private readonly List<(string Old, AddForeignKeyOperation New)> _foreignKeys = [];
        private readonly Dictionary<TableRef, TableRef> _renamed;

        public Names(
            PlanContext context, IReadOnlyList<MigrationOperation> operations, IReadOnlyList<ITable> source, IReadOnlyList<ITable> target,
            TableRef from, TableRef to)
        {
            _context = context;
            _renamed = operations.OfType<RenameTableOperation>()
                .ToDictionary(r => TableRef.Of(r), r => new TableRef(r.NewName ?? r.Name, r.NewSchema));
            var (old, @new) = (Find(source, from), Find(target, to));
            PrimaryKey(operations, from, to, old, @new);
            foreach (var drop in operations.OfType<DropUniqueConstraintOperation>().Where(d => Ref(d) == from))
            {
                var columns = old.UniqueConstraints.First(u => u.Name == drop.Name).Columns.Select(c => c.Name);
                if (operations.OfType<AddUniqueConstraintOperation>().FirstOrDefault(a => Ref(a) == to && a.Columns.SequenceEqual(columns)) is { } add)
                    Claim(drop, add, () => (context.Dialect.RenamesConstraints ? _constraints : _indexes).Add((to, drop.Name, add.Name)));
            }

            foreach (var index in operations.OfType<RenameIndexOperation>().Where(i => Ref(i) == to))
            {
                Claimed.Add(index);
                _indexes.Add((to, index.Name, index.NewName));
            }

            foreach (var drop in operations.OfType<DropForeignKeyOperation>().ToList())
                ForeignKey(operations, source, drop, from);
        }

        public List<MigrationOperation> Claimed { get; } = [];

        /// <summary>The name that a table of the target has in the source.</summary>
        public TableRef NameBefore(TableRef table) => _renamed.FirstOrDefault(r => r.Value == table).Key ?? table;

        /// <param name="present">The name that a table bears when the step runs.</param>
        public IEnumerable<MigrationOperation> Renames(Func<TableRef, TableRef> present)
        {
            foreach (var (table, old, @new) in _indexes)
                yield return new RenameIndexOperation { Table = present(table).Table, Schema = present(table).Schema, Name = old, NewName = @new };
            foreach (var (table, old, @new) in _constraints)
                yield return Rename(present(table), old, @new);
            foreach (var (old, @new) in _foreignKeys)
            {
                var (table, principal) = (present(Ref(@new)), present(new TableRef(@new.PrincipalTable, @new.PrincipalSchema)));
                if (_context.Dialect.RenamesConstraints)
                {
                    yield return Rename(table, old, @new.Name);
                    continue;
                }

                var add = new AddForeignKeyOperation
                {
                    Table = table.Table, Schema = table.Schema, Name = @new.Name, Columns = @new.Columns, OnDelete = @new.OnDelete, OnUpdate = @new.OnUpdate,
                    PrincipalTable = principal.Table, PrincipalSchema = principal.Schema, PrincipalColumns = @new.PrincipalColumns,
                };
                foreach (var step in NotValidForeignKey.AddAndValidate(_context.Change, add))
                    yield return step;
                yield return new DropForeignKeyOperation { Table = table.Table, Schema = table.Schema, Name = old };
            }
        }

        private RenameConstraintOperation Rename(TableRef table, string old, string @new)
            => new() { Change = _context.Change, Table = table.Table, Schema = table.Schema, Name = old, NewName = @new };

        // Servers that rename no constraints have no name for a primary key either.
        private void PrimaryKey(IReadOnlyList<MigrationOperation> operations, TableRef from, TableRef to, ITable old, ITable @new)
        {
            var drop = operations.OfType<DropPrimaryKeyOperation>().FirstOrDefault(d => Ref(d) == from);
            var add = operations.OfType<AddPrimaryKeyOperation>().FirstOrDefault(a => Ref(a) == to);
            if (drop is null || add is null || !old.PrimaryKey!.Columns.Select(c => c.Name).SequenceEqual(@new.PrimaryKey!.Columns.Select(c => c.Name)))
                return;
            Claim(drop, add, () =>
            {
                if (_context.Dialect.RenamesConstraints)
                    _constraints.Add((to, drop.Name, add.Name));
            });
        }

        private void ForeignKey(IReadOnlyList<MigrationOperation> operations, IReadOnlyList<ITable> source, DropForeignKeyOperation drop, TableRef from)
        {
            var old = Find(source, Ref(drop)).ForeignKeyConstraints.First(f => f.Name == drop.Name);
            var principal = TableRef.Of(old.PrincipalTable);
            if (Ref(drop) != from && principal != from)
                return;

            var add = operations.OfType<AddForeignKeyOperation>().FirstOrDefault(a =>
                !Claimed.Contains(a) && Ref(a) == Renamed(Ref(drop)) && new TableRef(a.PrincipalTable, a.PrincipalSchema) == Renamed(principal)
                && a.Columns.SequenceEqual(old.Columns.Select(c => c.Name)) && a.OnDelete == old.OnDeleteAction
                && (a.PrincipalColumns ?? []).SequenceEqual(old.PrincipalColumns.Select(c => c.Name)));
            if (add is not null)
                Claim(drop, add, () => _foreignKeys.Add((drop.Name, add)));
        }

        private void Claim(MigrationOperation drop, MigrationOperation add, Action rename)
        {
            Claimed.AddRange([drop, add]);
            rename();
        }

        private TableRef Renamed(TableRef table) => _renamed.GetValueOrDefault(table, table);

        private static ITable Find(IReadOnlyList<ITable> tables, TableRef table) => tables.First(t => t.Name == table.Table && t.Schema == table.Schema);

        private static TableRef Ref(ITableMigrationOperation operation) => new(operation.Table, operation.Schema);

        private static TableRef Ref(RenameIndexOperation operation) => new(operation.Table ?? "", operation.Schema);
    }
}
