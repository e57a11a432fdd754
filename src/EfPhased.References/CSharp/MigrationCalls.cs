using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EfPhased.References.CSharp;

/// <summary>
/// Finds operations of migrations that name a target's table and column in their arguments.
/// </summary>
internal sealed class MigrationCalls(Models models, SqlTargets targets, FindingList findings)
{
    private static readonly HashSet<string> ColumnParameters = ["name", "newName", "column", "columns", "principalColumn",
        "principalColumns", "keyColumn", "keyColumns"];
    private static readonly HashSet<string> TableParameters = ["table", "principalTable"];

    public void Visit(ExpressionSyntax root, string text, ArgumentSyntax argument, InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var parameter = SqlUses.ParameterOf(argument, method)?.Name;
        if (parameter is null)
            return;
        var isTableName = TableParameters.Contains(parameter) ||
            (parameter is "name" or "newName" && method.Name.EndsWith("Table", StringComparison.Ordinal));
        foreach (var table in targets.Tables)
        {
            if (isTableName && table.Whole is { } whole && table.Name == text)
                findings.Add(whole, root, root.Span, ReferenceKind.Mapping, Confidence.Certain);
            if (isTableName || !ColumnParameters.Contains(parameter))
                continue;
            foreach (var target in table.Columns.Where(c => c.Column == text))
            {
                if (TableOf(call, method, parameter) == table.Name)
                    findings.Add(target, root, root.Span, ReferenceKind.Mapping, Confidence.Certain);
            }
        }
    }

    private string? TableOf(InvocationExpressionSyntax call, IMethodSymbol method, string parameter)
    {
        var wanted = parameter.StartsWith("principal", StringComparison.Ordinal) ? "principalTable" : "table";
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (SqlUses.ParameterOf(argument, method)?.Name == wanted)
                return models.For(call)!.GetConstantValue(argument.Expression) is { HasValue: true, Value: string name } ? name : null;
        }

        return null;
    }
}
