using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// Prints what the host answered, and says what the process ends with.
/// </summary>
internal sealed class ResultPrinter(Consoles consoles, Reporter reporter)
{
    public int Print(HostRequest request, Reply reply)
    {
        switch (reply)
        {
            case ErrorReply error:
                reporter.Error(error.Code, error.Message);
                reporter.Verbose(error.Details ?? "");
                return error.ExitCode;
            case PlanReply plan:
                Print(plan.Plan, j => j.PlanDocument, PlanView.Render(plan.Plan));
                foreach (var warning in plan.Plan.Warnings)
                    reporter.Warning(warning);
                AfterAdd(request, plan);
                return ExitCode.Done;
            case RemoveReply { Removed: var removed }:
                Print(removed, j => j.RemoveDocument, [$"{(removed.DryRun ? "would remove" : "removed")} {removed.Change}", .. removed.Files.Select(f => $"  {f}")]);
                return ExitCode.Done;
            case ListReply list:
                Print(list.Changes, j => j.IReadOnlyListListedChange, StatusView.List(list.Changes));
                return ExitCode.Done;
            case StatusReply status:
                Print(
                    status.Changes, j => j.IReadOnlyListChangeDocument,
                    request.Command == HostCommand.Backfill ? StatusView.Backfills(status.Changes) : StatusView.Status(status.Changes));
                return ExitCode.Done;
            case ScriptReply { Scripts: var scripts }:
                Print(scripts, j => j.ScriptDocument, scripts.Changes.SelectMany(c => c.Files.Prepend(c.Folder).Select((f, i) => i == 0 ? f : $"  {f}")));
                return ExitCode.Done;
            case RunReply { Run: var run }:
                Print(run, j => j.RunDocument, RunView.Render(run));
                return run.HeldBack.Count > 0 ? ExitCode.Refused : ExitCode.Done;
            case InstancesReply { Instances: var instances }:
                Print(instances, j => j.InstancesDocument, InstancesView.Render(instances));
                return ExitCode.Done;
            case CheckReply check:
                Print(check.Checks, j => j.IReadOnlyListCheckDocument, CheckView.Render(check.Checks));
                return check.Checks.All(c => c.IsOpen) ? ExitCode.Done : ExitCode.Refused;
            default:
                throw new InvalidOperationException($"Unknown reply {reply.GetType().Name}.");
        }
    }

    private static readonly ProtocolJson Indented = new(new JsonSerializerOptions(ProtocolJson.Default.Options)
    {
        WriteIndented = true,

        // For people and jq, not for HTML: arrows and quotes stay what they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private void Print<T>(T document, Func<ProtocolJson, JsonTypeInfo<T>> type, IEnumerable<string> lines)
    {
        if (consoles.Options.Json)
        {
            consoles.Document(JsonSerializer.Serialize(document, type(Indented)));
            return;
        }

        foreach (var line in lines)
            consoles.Line(line);
    }

    private void AfterAdd(HostRequest request, PlanReply plan)
    {
        if (request.DryRun)
            reporter.Information("Nothing was written (--dry-run).");
        else if (!consoles.Options.Json)
            consoles.Document($"\nReview: dotnet ef-phased script {plan.Plan.Change}");
    }
}
