using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Tells whether the place where a text ends up takes it as SQL.
/// </summary>
internal sealed class SqlUses(Models models, EntityResolver entities, SqlTargets targets)
{
    /// <summary>Names that libraries and wrappers give to parameters that take a statement.</summary>
    private static readonly HashSet<string> StatementParameters = new(StringComparer.OrdinalIgnoreCase)
    {
        "sql", "query", "commandText", "cmdText", "sqlQuery", "sqlText", "sqlCommand", "statement", "sqlStatement", "selectCommandText",
            "selectCommand", "format",
    };

    private static readonly HashSet<string> Expressions = ["HasFilter", "HasCheckConstraint", "HasComputedColumnSql", "HasDefaultValueSql"];

    public SqlUse Of(ExpressionSyntax root)
    {
        switch (root.Parent)
        {
            case ArgumentSyntax { Parent.Parent: ExpressionSyntax call } argument:
                return OfArgument(argument, call);
            case AssignmentExpressionSyntax assignment when assignment.Right == root:
                return NameOf(assignment.Left) is "CommandText" ? SqlUse.Statement : SqlUse.None;
            default:
                return SqlUse.None;
        }
    }

    public static string? NameOf(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private SqlUse OfArgument(ArgumentSyntax argument, ExpressionSyntax call)
    {
        if (models.For(call)?.GetSymbolInfo(call) is not { } info ||
            (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol method)
            return SqlUse.None;
        var parameter = ParameterOf(argument, method);
        var receiver = call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Expression : null;
        if (method.IsIn("Microsoft.EntityFrameworkCore"))
            return OfEntityFramework(method, parameter, call, receiver);
        if (method.MethodKind == MethodKind.Constructor && parameter is { Type.SpecialType: SpecialType.System_String, Ordinal: 0 } &&
            method.ContainingType.IsOrImplements("System.Data.IDbCommand"))
        {
            return SqlUse.Statement;
        }

        // A statement is text; a logger's or a formatter's "format" is not a statement unless it goes to a database.
        var isText = parameter?.Type is { } type &&
            (type.SpecialType == SpecialType.System_String || type.Name is "FormattableString" ||
            type.Name.EndsWith("Handler", StringComparison.Ordinal));
        return isText && parameter!.Name != "format" && StatementParameters.Contains(parameter.Name) ? SqlUse.Statement : SqlUse.None;
    }

    private SqlUse OfEntityFramework(IMethodSymbol method, IParameterSymbol? parameter, ExpressionSyntax call, ExpressionSyntax? receiver)
    {
        if (method.Name is "FromSql" or "FromSqlRaw" or "FromSqlInterpolated" or "ToSqlQuery")
            return new SqlUse(SqlUseKind.EntityQuery, null);
        if (Expressions.Contains(method.Name) && parameter?.Name is "sql" or "filter" or "name" &&
            !(method.Name == "HasCheckConstraint" && parameter.Name == "name"))
            return OfEntity(entities.Resolve(receiver));
        if (method.ContainingType?.Name == "MigrationBuilder" && method.Name != "Sql")
            return parameter?.Name is "sql" or "filter" or "defaultValueSql" or "computedColumnSql" &&
                call is InvocationExpressionSyntax operation ? OfTable(operation, method) : SqlUse.None;
        return parameter is not null && StatementParameters.Contains(parameter.Name) ? SqlUse.Statement : SqlUse.None;
    }

    private static SqlUse OfEntity(EntityAnswer answer) => answer switch
    {
        { Tables: [var table, ..] } => new SqlUse(SqlUseKind.Expression, table),
        { IsKnown: true } => SqlUse.None,
        _ => new SqlUse(SqlUseKind.Expression, null),
    };

    /// <summary>An expression in a migration's operation belongs to the table that the operation names.</summary>
    private SqlUse OfTable(InvocationExpressionSyntax operation, IMethodSymbol method)
    {
        foreach (var argument in operation.ArgumentList.Arguments)
        {
            if (ParameterOf(argument, method)?.Name == "table" &&
                models.For(operation)!.GetConstantValue(argument.Expression) is { HasValue: true, Value: string name })
                return targets.Tables.FirstOrDefault(t => t.Name == name) is { } table ? new SqlUse(SqlUseKind.Expression, table)
                    : SqlUse.None;
        }

        return SqlUse.None;
    }

    public static IParameterSymbol? ParameterOf(ArgumentSyntax argument, IMethodSymbol method)
    {
        if (argument.NameColon?.Name.Identifier.ValueText is { } name)
            return method.Parameters.FirstOrDefault(p => p.Name == name);
        var index = argument.Parent is BaseArgumentListSyntax list ? list.Arguments.IndexOf(argument) : -1;
        if (index < 0 || method.Parameters.Length == 0)
            return null;
        return index < method.Parameters.Length ? method.Parameters[index] : method.Parameters[^1].IsParams ? method.Parameters[^1] : null;
    }
}

internal enum SqlUseKind
{
    None,

    /// <summary>Statements that a database runs.</summary>
    Statement,

    /// <summary>A query whose columns EF reads by the model's names: a star there takes nothing that the model has not.</summary>
    EntityQuery,

    /// <summary>An expression over one table's columns.</summary>
    Expression,
}

/// <param name="Table">The table of an expression; null when it could not be told.</param>
internal readonly record struct SqlUse(SqlUseKind Kind, TargetTable? Table)
{
    public static readonly SqlUse None = new(SqlUseKind.None, null);
    public static readonly SqlUse Statement = new(SqlUseKind.Statement, null);
}
