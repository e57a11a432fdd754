using System.Reflection;
using System.Text;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Planning;

/// <summary>The rows of the reference with the planner's answers beside them.</summary>
internal static class ReferenceTable
{
    /// <summary>Conditions of the reference without a case, and cases of no condition.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<OperationRow> rows, ServerKind kind)
    {
        var names = rows.Select(r => $"{r.Operation}: {r.Condition}").ToHashSet(StringComparer.Ordinal);
        var details = ReferenceRows.All.SelectMany(r => r.Details.Select(d => (Row: r, Detail: d))).ToList();
        return
        [
            .. details.Where(d => Knows(d.Detail, kind) && !Cases(d.Row, d.Detail).Any(names.Contains)).Select(d => $"no case: {Name(d.Row, d.Detail)}"),
            .. names.Except(details.SelectMany(d => Cases(d.Row, d.Detail))).Select(n => $"of no condition: {n}"),
        ];
    }

    /// <exception cref="Xunit.Sdk.XunitException">A scenario is named that no recipe test has, or a test that <paramref name="tests"/> do not have.</exception>
    public static string Render(IReadOnlyDictionary<string, OperationAnswer> answers, ServerKind kind, Assembly tests, string testFile)
    {
        var text = new StringBuilder(
            "| operation | condition | reference | case | answered by | steps | on a real server |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var row in ReferenceRows.All)
        {
            foreach (var detail in row.Details.Where(d => Knows(d, kind)))
            {
                List<string> proofs = [.. RecipeGoldens.Of(detail.Scenarios, kind, testFile), .. NamedTests.Of(detail.Tests, tests)];
                foreach (var name in Cases(row, detail).Where(answers.ContainsKey))
                {
                    var answer = answers[name];
                    text.Append($"| {row.Operation} | {Condition(row, detail)} | {row.Phase} {row.Recipe} | {name} | {answer.By} | {answer.Steps} ")
                        .Append($"| {(answer.IsPlanned ? string.Join(", ", proofs) : "-")} |\n");
                }
            }
        }

        return text.ToString();
    }

    private static bool Knows(ReferenceDetail detail, ServerKind kind) => detail.Only is null || detail.Only == kind;

    private static IEnumerable<string> Cases(ReferenceRow row, ReferenceDetail detail)
        => detail.Cases.Select(c => c.Contains(": ", StringComparison.Ordinal) && char.IsUpper(c[0]) ? c : $"{row.Operation}: {c}");

    private static string Condition(ReferenceRow row, ReferenceDetail detail) => detail.Text.Length > 0 ? detail.Text : row.Condition;

    private static string Name(ReferenceRow row, ReferenceDetail detail) => $"{row.Operation}, {Condition(row, detail)}";
}
