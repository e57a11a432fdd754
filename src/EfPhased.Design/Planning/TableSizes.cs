using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Design.Planning;

/// <summary>
/// Asks the server's statistics how big the tables of a plan are. A plan is made without a database too: its sizes are unknown then.
/// </summary>
internal static class TableSizes
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static async Task<PlanDocument> MeasureAsync(PlanDocument plan, DbContext context, CancellationToken cancel)
    {
        if (plan.Tables.Count == 0)
            return plan;

        // What drivers say of an empty connection string does not name what is missing.
        if (string.IsNullOrEmpty(context.Database.GetConnectionString()))
            return plan with { SizesUnknown = "no connection string; --connection gives one" };

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(Longest);
        try
        {
            return plan with { Tables = await MeasureAsync(plan.Tables, context, timeout.Token) };
        }
        catch (Exception e) when (OutOfReach.Is(e) && !cancel.IsCancellationRequested)
        {
            return plan with { SizesUnknown = e is OperationCanceledException ? $"no answer in {Longest.TotalSeconds:0} s" : FirstLine(e.Message) };
        }
    }

    private static async Task<IReadOnlyList<PlanTable>> MeasureAsync(IReadOnlyList<PlanTable> tables, DbContext context, CancellationToken cancel)
    {
        var dialect = Dialect.For(context.Database.ProviderName);
        var writer = dialect.CreateWriter(context.GetService<ISqlGenerationHelper>(), context.GetService<IRelationalTypeMappingSource>());
        var catalog = dialect.CreateRunnerSql(writer, schema: null).Catalog;

        await context.Database.OpenConnectionAsync(cancel);
        try
        {
            var measured = new List<PlanTable>();
            foreach (var table in tables)
                measured.Add(await MeasureAsync(table, context.Database.GetDbConnection(), catalog.TableSize(table.Name, table.Schema), cancel));
            return measured;
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private static async Task<PlanTable> MeasureAsync(PlanTable table, DbConnection connection, string question, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        command.CommandTimeout = (int)Longest.TotalSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? table with { Rows = Number(reader, 0), Bytes = Number(reader, 1) } : table;
    }

    private static long? Number(DbDataReader reader, int column)
        => reader.IsDBNull(column) ? null : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd('\r', '.');
}
