using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// The step in which columns change places, and the same way back: keys, indexes and foreign keys are built for the columns that come,
/// while writes go on, and take the places of the old ones together with the columns.
/// </summary>
internal static class ColumnSwap
{
    public static void Plan(PlanContext context, IReadOnlyList<WidenedColumn> columns)
    {
        var others = columns.ToDictionary(c => c.At, c => c.Other);
        var tables = Tables(columns).Select(t => new Swapped(context, t, [.. columns.Where(c => c.At.In == TableRef.Of(t))], others)).ToList();
        OperationKey[] keys = [.. columns.SelectMany(c => new[] { OperationKey.AlterColumn(c.At), OperationKey.AlterColumn(c.At.In.Column(c.Other)) })];
        context.Plan.Add(new PlannedStep(Phase.Switch, Stage.Constraints)
        {
            Up = keys,
            MakeUp = _ => [.. Prepare(tables), Swap(c => c.After.StoreType)],
            Down = keys,
            MakeDown = _ => [.. columns.Select(c => Look(context, c)), .. Prepare(tables), Swap(c => c.Before.StoreType)],
        });

        SwapColumnsOperation Swap(Func<WidenedColumn, string> type) => new() { Change = context.Change, Tables = [.. tables.Select(t => t.Make(type))] };
    }

    // Whatever refers to a column stands on an index of the one that it refers to.
    private static IEnumerable<MigrationOperation> Prepare(IReadOnlyList<Swapped> tables)
        => [.. tables.SelectMany(t => t.Proofs), .. tables.SelectMany(t => t.Indexes).Select(PlannedStep.Mark), .. tables.SelectMany(t => t.ForeignKeys)];

    // A table that refers to a column takes part, even when the column that refers does not change.
    private static IEnumerable<ITable> Tables(IReadOnlyList<WidenedColumn> columns)
        => columns.Select(c => (ITable)c.After.Table)
            .Concat(columns.SelectMany(c => ((ITable)c.After.Table).ReferencingForeignKeyConstraints.Where(f => f.PrincipalColumns.Contains(c.After))
                .Select(f => f.Table)))
            .Distinct();

    private static CheckRowsOperation Look(PlanContext context, WidenedColumn column) => new()
    {
        Change = context.Change, Schema = column.At.Schema, Table = column.At.Table, Constraint = column.At.Name,
        Key = context.Key(column.At.In), Copy = new ColumnCopy(column.At.Name, column.Other),
    };

    /// <summary>What one table's columns have, and what those beside them get.</summary>
    private sealed class Swapped(PlanContext context, ITable table, IReadOnlyList<WidenedColumn> columns, IReadOnlyDictionary<ColumnRef, string> others)
    {
        private readonly List<IUniqueConstraint> _keys = [.. table.UniqueConstraints.Where(u => Has(u.Columns, others))];
        private readonly List<ITableIndex> _indexes = [.. table.Indexes.Where(i => Has(i.Columns, others))];
        private readonly List<IForeignKeyConstraint> _foreignKeys
            = [.. table.ForeignKeyConstraints.Where(f => Has(f.Columns, others) || Has(f.PrincipalColumns, others))];

        public IEnumerable<MigrationOperation> Proofs => columns.SelectMany(c => new PhasedOperation[]
        {
            new AddNotNullCheckOperation
            {
                Change = context.Change, Schema = c.At.Schema, Table = c.At.Table, Name = Check(c), Column = c.Other,
                Unless = c.After.IsNullable ? c.At.Name : null,
            },
            new ValidateConstraintOperation { Change = context.Change, Schema = c.At.Schema, Table = c.At.Table, Name = Check(c) },
        });

        public IEnumerable<MigrationOperation> Indexes => _keys.Select(k => new CreateIndexOperation
        {
            Schema = table.Schema, Table = table.Name, Name = Other(k.Name), IsUnique = true, Columns = Names(k.Columns),
        }).Concat(_indexes.Select(i =>
        {
            var create = CreateIndexOperation.CreateFrom(i);
            (create.Name, create.Columns) = (Other(i.Name), Names(i.Columns));
            return create;
        }));

        public IEnumerable<MigrationOperation> ForeignKeys => _foreignKeys.SelectMany(f =>
        {
            var add = AddForeignKeyOperation.CreateFrom(f);
            (add.Name, add.Columns, add.PrincipalColumns) = (Other(f.Name), Names(f.Columns), Names(f.PrincipalColumns));
            return NotValidForeignKey.AddAndValidate(context.Change, add);
        });

        public SwappedTable Make(Func<WidenedColumn, string> type) => new(
            table.Name, [.. columns.Select(c => new SwappedColumn(c.At.Name, c.Other, type(c)) { Required = !c.After.IsNullable })], table.Schema)
        {
            PrimaryKey = _keys.Where(k => k.GetIsPrimaryKey()).Select(k => Named(k.Name)).FirstOrDefault(),
            Keys = [.. _keys.Where(k => !k.GetIsPrimaryKey()).Select(k => Named(k.Name))],
            Indexes = [.. _indexes.Select(i => Named(i.Name))],
            ForeignKeys = [.. _foreignKeys.Select(f => Named(f.Name))],
            Checks = [.. columns.Select(Check)],
        };

        private string Check(WidenedColumn column) => context.Plan.ShortName($"CK_{column.At.Table}_{column.Other}");

        private string Other(string name) => context.Plan.ShortName(name + "_swap");

        private SwappedName Named(string name) => new(name, Other(name));

        private static bool Has(IEnumerable<IColumn> columns, IReadOnlyDictionary<ColumnRef, string> others)
            => columns.Any(c => others.ContainsKey(ColumnRef.Of(c)));

        private string[] Names(IEnumerable<IColumn> columns) => [.. columns.Select(c => others.GetValueOrDefault(ColumnRef.Of(c), c.Name))];

    }
}
