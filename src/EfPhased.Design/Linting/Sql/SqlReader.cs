using EfPhased.Design.Linting.History;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// Reads definitions of tables, indexes, sequences and schemas. What it does not know it leaves alone.
/// </summary>
/// <param name="schema">Says what the statements leave out, such as the table of an index.</param>
/// <param name="isPostgreSql">PostgreSQL, not MySQL or MariaDB.</param>
internal sealed class SqlReader(SchemaState schema, bool isPostgreSql)
{
    public SqlReading Read(SqlText statement)
    {
        var cursor = new SqlCursor(statement.Tokens, foldsNames: isPostgreSql);
        if (cursor.Take("ALTER", "TABLE"))
            return new AlterTableReader(schema, cursor).Read();
        if (cursor.Take("CREATE"))
            return Create(cursor);
        if (cursor.Take("DROP"))
            return Drop(cursor);
        if (cursor.Take("RENAME", "TABLE"))
            return RenameTables(cursor);
        if (cursor.Take("ALTER", "INDEX"))
            return RenameIndex(cursor);
        return SqlReading.Nothing;
    }

    private static SqlReading Create(SqlCursor cursor)
    {
        var isUnique = cursor.Take("UNIQUE");
        if (cursor.Take("INDEX") || cursor.Take("FULLTEXT", "INDEX") || cursor.Take("SPATIAL", "INDEX"))
            return CreateIndex(cursor, isUnique);

        var isTemporary = cursor.Take("TEMPORARY") || cursor.Take("TEMP");
        if (cursor.Take("TABLE") || cursor.Take("UNLOGGED", "TABLE"))
            return CreateTable(cursor, isTemporary);
        if (cursor.Take("SCHEMA") && !isTemporary)
        {
            cursor.Take("IF", "NOT", "EXISTS");
            return cursor.TakeWord() is { } name ? Complete(new EnsureSchemaOperation { Name = name }) : SqlReading.Nothing;
        }

        if (cursor.Take("SEQUENCE"))
        {
            cursor.Take("IF", "NOT", "EXISTS");
            return cursor.TakeName() is { } name
                ? Complete(new CreateSequenceOperation { Name = name.Name, Schema = name.Schema, ClrType = typeof(long) })
                : SqlReading.Nothing;
        }

        return SqlReading.Nothing;
    }

    private static SqlReading CreateTable(SqlCursor cursor, bool isTemporary)
    {
        cursor.Take("IF", "NOT", "EXISTS");
        if (cursor.TakeName() is not { } table)
            return SqlReading.Nothing;
        var create = new CreateTableOperation { Name = table.Name, Schema = table.Schema };
        var rest = cursor.TakeRest(toComma: false);

        if (rest.Zip(rest.Skip(1)).Any(p => p.First.Is("PARTITION") && p.Second.Is("BY")))
        {
            create[PartitionAnnotations.Partitioned] = true;
            return Complete(create);
        }

        // Its columns are nobody's business, but rows of another table may be, and so is the table of which it becomes a part.
        return rest.Any(t => t.Is("SELECT") || t.Is("PARTITION") || t.Is("LIKE")) && !isTemporary
            ? new SqlReading([create], IsComplete: false)
            : Complete(create);
    }

    private static SqlReading CreateIndex(SqlCursor cursor, bool isUnique)
    {
        var isOnline = cursor.Take("CONCURRENTLY");
        cursor.Take("IF", "NOT", "EXISTS");
        var name = cursor.Current.Is("ON") ? "" : cursor.TakeName()?.Name;
        if (name is null || !cursor.Take("ON"))
            return SqlReading.Nothing;
        var isOnly = cursor.Take("ONLY");
        if (cursor.TakeName() is not { } table)
            return SqlReading.Nothing;
        if (cursor.Take("USING"))
            cursor.TakeWord();
        var index = new CreateIndexOperation
        {
            Name = name, Table = table.Name, Schema = table.Schema, IsUnique = isUnique, Columns = [.. cursor.TakeList()],
        };
        if (isOnline)
            index[PhasedAnnotations.Online] = true;
        if (isOnly)
            index[PartitionAnnotations.Only] = true;
        return Complete(index);
    }

    private SqlReading Drop(SqlCursor cursor)
    {
        if (cursor.Take("TABLE"))
        {
            return Names(cursor, n => new DropTableOperation { Name = n.Name, Schema = n.Schema });
        }

        if (cursor.Take("SCHEMA"))
            return Names(cursor, n => new DropSchemaOperation { Name = n.Name });
        if (cursor.Take("SEQUENCE"))
            return Names(cursor, n => new DropSequenceOperation { Name = n.Name, Schema = n.Schema });
        if (!cursor.Take("INDEX"))
            return SqlReading.Nothing;

        var isOnline = cursor.Take("CONCURRENTLY");
        return Names(cursor, n =>
        {
            var table = cursor.Take("ON") && cursor.TakeName() is { } on ? on : TableOfIndex(n.Name);
            var drop = new DropIndexOperation { Name = n.Name, Table = table?.Name, Schema = table?.Schema ?? n.Schema };
            if (isOnline)
                drop[PhasedAnnotations.Online] = true;
            return drop;
        });
    }

    private (string Name, string? Schema)? TableOfIndex(string index)
        => schema.Tables.Where(t => t.Value.Indexes.ContainsKey(index)).Select(t => ((string, string?)?)(t.Key.Table, t.Key.Schema)).FirstOrDefault();

    private static SqlReading Names(SqlCursor cursor, Func<(string Name, string? Schema), MigrationOperation> drop)
    {
        cursor.Take("IF", "EXISTS");
        var operations = new List<MigrationOperation>();
        do
        {
            if (cursor.TakeName() is not { } name)
                return new SqlReading(operations, IsComplete: false);
            operations.Add(drop(name));
        }
        while (cursor.Take(","));
        return new SqlReading(operations, IsComplete: true);
    }

    private static SqlReading RenameTables(SqlCursor cursor)
    {
        var operations = new List<MigrationOperation>();
        do
        {
            if (cursor.TakeName() is not { } from || !cursor.Take("TO") || cursor.TakeName() is not { } to)
                return new SqlReading(operations, IsComplete: false);
            operations.Add(new RenameTableOperation { Name = from.Name, Schema = from.Schema, NewName = to.Name, NewSchema = to.Schema });
        }
        while (cursor.Take(","));
        return new SqlReading(operations, IsComplete: true);
    }

    private SqlReading RenameIndex(SqlCursor cursor)
    {
        cursor.Take("IF", "EXISTS");
        return cursor.TakeName() is { } from && cursor.Take("RENAME", "TO") && cursor.TakeName() is { } to
            ? Complete(new RenameIndexOperation { Name = from.Name, NewName = to.Name, Schema = from.Schema, Table = TableOfIndex(from.Name)?.Name })
            : SqlReading.Nothing;
    }

    private static SqlReading Complete(MigrationOperation operation) => new([operation], IsComplete: true);
}
