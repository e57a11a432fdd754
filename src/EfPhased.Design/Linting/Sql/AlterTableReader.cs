using EfPhased.Design.Classification;
using EfPhased.Design.Linting.History;
using EfPhased.Operations;
using EfPhased.References.Sql;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// Reads the actions of one <c>ALTER TABLE</c>.
/// </summary>
/// <param name="schema">Says what the statement leaves out, such as whether a column is required.</param>
/// <param name="cursor">Stands behind <c>ALTER TABLE</c>.</param>
internal sealed class AlterTableReader(SchemaState schema, SqlCursor cursor)
{
    private readonly List<MigrationOperation> _operations = [];
    private string _table = "";
    private string? _schema;

    public SqlReading Read()
    {
        cursor.Take("IF", "EXISTS");
        cursor.Take("ONLY");
        if (cursor.TakeName() is not { } table)
            return SqlReading.Nothing;
        (_table, _schema) = table;
        cursor.Take("*");
        var isComplete = true;
        do
        {
            isComplete &= ReadAction();
            isComplete &= cursor.TakeRest(toComma: true).All(IsHarmless);
        }
        while (cursor.Take(","));
        return new SqlReading(_operations, isComplete && _operations.Count > 0);
    }

    private bool ReadAction()
    {
        if (cursor.Take("ADD"))
            return ReadAdd();
        if (cursor.Take("DROP"))
            return ReadDrop();
        if (cursor.Take("ALTER"))
            return ReadAlter();
        if (cursor.Take("RENAME"))
            return ReadRename();
        if (cursor.Take("MODIFY") || cursor.Take("CHANGE"))
            return ReadModify();
        if (cursor.Take("VALIDATE", "CONSTRAINT"))
            return cursor.TakeWord() is { } name && Add(new ValidateConstraintOperation { Name = name, Table = _table, Schema = _schema, Change = "" });
        if (cursor.Take("SET", "SCHEMA"))
            return cursor.TakeWord() is { } target && Add(new RenameTableOperation { NewName = _table, NewSchema = target });

        // Algorithm and lock are what the author asks the server to promise.
        return cursor.Take("ALGORITHM") || cursor.Take("LOCK");
    }

    private bool ReadAdd()
    {
        var constraint = cursor.Take("CONSTRAINT") ? cursor.TakeWord() ?? "" : "";
        if (cursor.Take("CHECK"))
            return Add(new AddCheckConstraintOperation { Name = constraint, Sql = "" }, NotValid(cursor.TakeRest(toComma: true)));
        if (cursor.Take("FOREIGN", "KEY"))
            return ReadForeignKey(constraint);
        if (cursor.Take("PRIMARY", "KEY"))
            return Add(new AddPrimaryKeyOperation { Name = constraint, Columns = [.. cursor.TakeList()] }, UsingIndex());
        var isUnique = cursor.Take("UNIQUE");
        if (cursor.Take("INDEX") || cursor.Take("KEY") || cursor.Take("FULLTEXT") || cursor.Take("SPATIAL"))
            return ReadIndex(isUnique);
        if (isUnique)
            return Add(new AddUniqueConstraintOperation { Name = constraint, Columns = [.. cursor.TakeList()] }, UsingIndex());
        if (constraint.Length > 0)
            return false;

        cursor.Take("COLUMN");
        cursor.Take("IF", "NOT", "EXISTS");
        return cursor.TakeWord() is { } name && Add(ColumnDefinition.Define(new AddColumnOperation { Name = name }, cursor.TakeRest(toComma: true)));
    }

    private bool ReadForeignKey(string name)
    {
        var columns = cursor.TakeList();
        if (!cursor.Take("REFERENCES") || cursor.TakeName() is not { } principal)
            return false;
        cursor.TakeList();
        return Add(
            new AddForeignKeyOperation
            {
                Name = name, Columns = [.. columns], PrincipalTable = principal.Name, PrincipalSchema = principal.Schema, PrincipalColumns = [],
            },
            NotValid(cursor.TakeRest(toComma: true)));
    }

    private bool ReadIndex(bool isUnique)
    {
        cursor.Take("INDEX");
        cursor.Take("KEY");
        cursor.Take("IF", "NOT", "EXISTS");
        var name = cursor.TakeWord() ?? "";
        return Add(new CreateIndexOperation { Name = name, IsUnique = isUnique, Columns = [.. cursor.TakeList()] });
    }

    private bool ReadDrop()
    {
        if (cursor.Take("PRIMARY", "KEY"))
            return Add(new DropPrimaryKeyOperation { Name = "PRIMARY" });
        if (cursor.Take("FOREIGN", "KEY"))
            return NamedDrop(n => new DropForeignKeyOperation { Name = n });
        if (cursor.Take("INDEX") || cursor.Take("KEY"))
            return NamedDrop(n => new DropIndexOperation { Name = n });
        if (cursor.Take("CHECK"))
            return NamedDrop(n => new DropCheckConstraintOperation { Name = n });
        if (cursor.Take("CONSTRAINT"))
            return NamedDrop(DropConstraint);
        cursor.Take("COLUMN");
        return NamedDrop(n => new DropColumnOperation { Name = n });
    }

    private MigrationOperation DropConstraint(string name)
    {
        var table = schema.Find(_table, _schema);
        if (table?.ForeignKeys.ContainsKey(name) ?? false)
            return new DropForeignKeyOperation { Name = name };
        if (table?.PrimaryKey?.Name == name)
            return new DropPrimaryKeyOperation { Name = name };
        return table?.Uniques.ContainsKey(name) ?? false ? new DropUniqueConstraintOperation { Name = name } : new DropCheckConstraintOperation { Name = name };
    }

    private bool NamedDrop(Func<string, MigrationOperation> drop)
    {
        cursor.Take("IF", "EXISTS");
        return cursor.TakeWord() is { } name && Add(drop(name));
    }

    private bool ReadAlter()
    {
        cursor.Take("COLUMN");
        if (cursor.TakeWord() is not { } name)
            return false;
        var alter = Unchanged(name);
        if (cursor.Take("SET", "NOT", "NULL"))
            (alter.IsNullable, alter.OldColumn.IsNullable) = (false, true);
        else if (cursor.Take("DROP", "NOT", "NULL"))
            (alter.IsNullable, alter.OldColumn.IsNullable) = (true, false);
        else if (cursor.Take("SET", "DEFAULT"))
            alter.DefaultValueSql = ColumnDefinition.Text(cursor.TakeRest(toComma: true));
        else if (cursor.Take("DROP", "DEFAULT"))
            (alter.DefaultValueSql, alter.OldColumn.DefaultValueSql) = (null, alter.OldColumn.DefaultValueSql ?? "NULL");
        else if (cursor.Take("TYPE") || cursor.Take("SET", "DATA", "TYPE"))
        {
            var definition = cursor.TakeRest(toComma: true);
            alter.ColumnType = ColumnDefinition.TypeOf(definition);
            if (definition.Any(t => t.Is("USING")))
                alter[OperationContext.Using] = true;
        }
        else
            return false;
        return Add(alter);
    }

    private bool ReadModify()
    {
        cursor.Take("COLUMN");
        cursor.Take("IF", "EXISTS");
        if (cursor.TakeWord() is not { } name)
            return false;
        var definition = cursor.TakeRest(toComma: true);

        // CHANGE names the column twice.
        var column = schema.Find(_table, _schema)?.Column(name);
        if (definition.Count > 1 && definition[0].IsName && definition[1].Kind is SqlTokenKind.Word && !ColumnDefinition.EndsType(definition[1]))
        {
            if (!schema.Names.Equals(definition[0].Text, name))
                Add(new RenameColumnOperation { Name = name, NewName = definition[0].Text });
            (name, definition) = (definition[0].Text, [.. definition.Skip(1)]);
        }

        var alter = ColumnDefinition.Define(Unchanged(name), definition);
        alter.OldColumn.IsNullable = column?.IsNullable ?? alter.IsNullable;
        return Add(alter);
    }

    private bool ReadRename()
    {
        if (cursor.Take("TO") || cursor.Take("AS"))
        {
            return cursor.TakeName() is { } to && Add(new RenameTableOperation { NewName = to.Name, NewSchema = to.Schema ?? _schema });
        }

        if (cursor.Take("CONSTRAINT") || cursor.Take("INDEX") || cursor.Take("KEY"))
        {
            return cursor.TakeWord() is { } old && cursor.Take("TO") && cursor.TakeWord() is { } other
                && Add(new RenameIndexOperation { Name = old, NewName = other });
        }

        cursor.Take("COLUMN");
        return cursor.TakeWord() is { } from && cursor.Take("TO") && cursor.TakeWord() is { } name
            && Add(new RenameColumnOperation { Name = from, NewName = name });
    }

    private AlterColumnOperation Unchanged(string name)
    {
        var known = schema.Find(_table, _schema)?.Column(name);
        return new AlterColumnOperation
        {
            Name = name, ColumnType = known?.Type, IsNullable = known?.IsNullable ?? true, ComputedColumnSql = known?.Computed,
            OldColumn = new AddColumnOperation
            {
                Name = name, ColumnType = known?.Type, IsNullable = known?.IsNullable ?? true, ComputedColumnSql = known?.Computed,
            },
        };
    }

    private static bool NotValid(IReadOnlyList<SqlToken> tokens) => ColumnDefinition.Follows(tokens, "NOT", "VALID") || ColumnDefinition.Follows(tokens, "NOT", "ENFORCED");

    private bool UsingIndex() => cursor.Take("USING", "INDEX");

    private bool Add(MigrationOperation operation, bool isOnline = false)
    {
        if (isOnline)
        {
            operation[PhasedAnnotations.NotValid] = true;
            operation[PhasedAnnotations.Online] = true;
        }

        TableOf.Set(operation, _table, _schema);
        _operations.Add(operation);
        return true;
    }

    // What may follow an action without changing what it costs.
    private static bool IsHarmless(SqlToken token)
        => token.Is("CASCADE") || token.Is("RESTRICT") || token.Is("=") || token.Kind is SqlTokenKind.Word or SqlTokenKind.Number or SqlTokenKind.Quoted;
}
