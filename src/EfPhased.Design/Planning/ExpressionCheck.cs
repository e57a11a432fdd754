using System.Data;
using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Planning;

/// <summary>
/// Lets the server read the author's expressions before anything is written: over the table as it is, with the columns that the
/// change adds standing by as nulls, and over no row.
/// </summary>
internal sealed class ExpressionCheck(DbContext context, PhasedPlan plan)
{
    private readonly SqlWriter _writer = plan.Dialect.CreateWriter(
        context.GetService<ISqlGenerationHelper>(), context.GetService<IRelationalTypeMappingSource>());

    /// <returns>Why nothing could be checked; null when everything was.</returns>
    /// <exception cref="PhasedException">EFP4092: the server refuses an expression.</exception>
    public string? Run(IModel? oldModel)
    {
        var expressions = plan.Migrations.SelectMany(m => m.Up).OfType<TablePhasedOperation>().SelectMany(Expressions).Distinct().ToList();
        if (expressions.Count == 0 || oldModel is null)
            return null;

        var connection = context.Database.GetDbConnection();
        var opened = connection.State == ConnectionState.Closed;
        try
        {
            if (opened)
                connection.Open();

            // Types that the change creates are there while the server reads, and gone with the transaction.
            var types = CreateTypes();
            using var transaction = types.Count > 0 ? connection.BeginTransaction() : null;
            return types.Select(t => Try(connection, t)).FirstOrDefault(r => r is not null) is { } missing
                ? $"The server did not read the expressions, because it did not make the types that they need: {missing}"
                : expressions.Select(e => Refusal(connection, oldModel.GetRelationalModel(), e)).FirstOrDefault(r => r is not null);
        }
        catch (Exception e) when (OutOfReach.Is(e))
        {
            return $"The server did not read the expressions, because there is no connection: {e.Message}";
        }
        finally
        {
            if (opened)
                connection.Close();
        }
    }

    private List<string> CreateTypes()
    {
        AlterDatabaseOperation create = new();
        foreach (var type in plan.Migrations.SelectMany(m => m.Up).OfType<AlterDatabaseOperation>().SelectMany(a => AnnotationChange.Of(a)))
        {
            if (type is { IsEnum: true, Old: null })
                create[type.Annotation] = type.New;
        }

        return create.GetAnnotations().Any()
            ? [.. context.GetService<IMigrationsSqlGenerator>().Generate([create], plan.Migrations[^1].TargetModel).Select(c => c.CommandText)]
            : [];
    }

    private string? Refusal(DbConnection connection, IRelationalModel before, Expression expression)
    {
        var table = before.FindTable(expression.Table, expression.Schema);
        if (table is null)
            return null;

        var name = _writer.Table(expression.Table, expression.Schema);
        var used = ColumnTemplate.Columns(expression.Template).Where(c => table.FindColumn(c) is not null).ToList();
        if (Try(connection, $"SELECT {(used.Count == 0 ? "1" : _writer.Columns(used))} FROM {name} WHERE 1 = 0") is { } behind)
            return $"The server did not read the expressions, because the database does not have '{expression.Table}' as the last migration leaves it: {behind}";

        var added = plan.Migrations.SelectMany(m => m.Up).OfType<AddColumnOperation>()
            .Where(c => c.Table == expression.Table && c.Schema == expression.Schema)
            .DistinctBy(c => c.Name)
            .Select(c => $", {_writer.NullOf(c.ColumnType)} AS {_writer.Column(c.Name)}");
        var sql = $"SELECT {_writer.Render(expression.Template)} FROM (SELECT t.*{string.Concat(added)} FROM {name} AS t) AS t WHERE 1 = 0";
        return Try(connection, sql) is { } refusal ? throw DesignErrors.RefusedExpression(expression.Template, expression.Table, refusal) : null;
    }

    private static string? Try(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            using var reader = command.ExecuteReader();
            return null;
        }
        catch (DbException e)
        {
            return e.Message;
        }
    }

    private static IEnumerable<Expression> Expressions(TablePhasedOperation operation)
    {
        if (operation is AddRowDualWriteOperation { Rows: var rows })
        {
            return rows.Columns.Select(c => c.Up).OfType<string>().Select(t => new Expression(operation.Table, operation.Schema, t))
                .Concat(rows.Columns.Select(c => c.Down).OfType<string>().Select(t => new Expression(rows.Part, rows.PartSchema, t)));
        }

        IEnumerable<string> templates = operation switch
        {
            AddDualWriteOperation o =>
            [
                .. o.Pairs.SelectMany(p => new[] { p.Up, p.Down }).OfType<string>(),
                .. o.Fills.Select(f => f.Value),
                .. o.Groups.SelectMany(g => g.Old.Concat(g.New)).Select(c => c.Value),
            ],
            BackfillOperation o => o.Values.Select(v => v.Value),
            _ => [],
        };
        return templates.Select(t => new Expression(operation.Table, operation.Schema, t));
    }

    private sealed record Expression(string Table, string? Schema, string Template);
}
