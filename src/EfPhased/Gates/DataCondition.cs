using EfPhased.Backfills;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// No row differs between the old and the new shape.
/// </summary>
internal sealed class DataCondition : IGateCondition
{
    public string Name => "data";

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        if (context.Operation.Agreements.Count == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["the change keeps no data in two shapes"]);

        var passed = new List<string>();
        var differing = new List<string>();
        foreach (var agreement in context.Operation.Agreements)
        {
            var columns = string.Join(", ", agreement.Values.Select(v => v.Column));
            if (await MissingAsync(context, agreement, cancel) is { } missing)
            {
                differing.Add(missing);
                continue;
            }

            var rows = await new Verification(context.Connection, context.Sql, context.Observer, context.Verifications)
                .RunAsync(context.Operation.Change, agreement, null, cancel);
            if (rows.Count == 0)
                passed.Add($"every row of '{agreement.Table}' agrees ({columns})");
            else
                differing.Add($"{rows.Count} rows of '{agreement.Table}' differ ({columns}): {string.Join(", ", rows.Keys)}{(rows.Count > rows.Keys.Count ? ", …" : "")}");
        }

        return differing.Count == 0
            ? new GateResult(Name, GateOutcome.Passed, passed)
            : new GateResult(Name, GateOutcome.Refused, differing, string.Concat(context.Operation.Agreements.Select(a => Errors.PartNeededText(a.Table, a.Values)))
                + $"Run 'dotnet ef-phased backfill {context.Operation.Change}', or correct the rows.");
    }

    // Before expand there is no new column to compare with.
    private static async Task<string?> MissingAsync(GateContext context, RowAgreement agreement, CancellationToken cancel)
    {
        var catalog = context.Sql.Catalog;
        var columns = agreement.Values.SelectMany(v => ColumnTemplate.Columns(v.Value).Append(v.Column)).Concat(agreement.Key).Distinct();
        foreach (var column in columns)
        {
            if (!await context.Connection.IsTrueAsync(catalog.ColumnExists(agreement.Table, agreement.Schema, column), cancel))
                return $"'{agreement.Table}' has no column '{column}' yet";
        }

        foreach (var rows in agreement.Values.Select(v => v.Rows).OfType<MovedRows>())
        {
            if (!await context.Connection.IsTrueAsync(catalog.TableExists(rows.Part, rows.PartSchema), cancel))
                return $"there is no table '{rows.Part}' yet";
            foreach (var column in rows.Columns.Select(c => c.PartColumn))
            {
                if (!await context.Connection.IsTrueAsync(catalog.ColumnExists(rows.Part, rows.PartSchema, column), cancel))
                    return $"'{rows.Part}' has no column '{column}' yet";
            }
        }

        return null;
    }
}
