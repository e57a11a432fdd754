using System.Globalization;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// Who works with the database, and what waits for whom.
/// </summary>
internal static class InstancesView
{
    public static IEnumerable<string> Render(InstancesDocument document)
    {
        if (!document.HasRegistered)
            return ["No instance has ever registered. UsePhasedMigrations(o => o.RegisterInstance()) in the application registers them."];

        var lines = new List<string>();
        lines.AddRange(document.Instances.Count == 0
            ? ["No registered instance is running."]
            : TextTable.Align(
                [["APPLICATION", "VERSION", "HOST", "PROCESS", "MODEL", "LAST MIGRATION", "SEEN", "HOLDS BACK"], .. document.Instances.Select(Row)],
                (row, column) => row == 0 ? "grey" : column == 0 ? "bold" : column == 7 ? "yellow" : null));
        if (document.Untagged.Count > 0)
        {
            lines.Add("");
            lines.AddRange(TextTable.Align(
                [["UNTAGGED SESSIONS", "APPLICATION", "USER", "FROM", "FIRST"], .. document.Untagged.Select(Row)],
                (row, _) => row == 0 ? "grey" : null));
        }

        if (document.Hidden is { } hidden)
            lines.AddRange(["", TextTable.Styled(hidden, "yellow")]);
        return lines;
    }

    private static string[] Row(InstanceDocument instance) =>
    [
        instance.Application, instance.Version.Split('+')[0], instance.Host, instance.ProcessId.ToString(CultureInfo.InvariantCulture), instance.Model,
        instance.LastMigration ?? "none", $"{instance.LastSeenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z{(instance.IsAlive ? "" : " (gone)")}",
        string.Join(", ", instance.HoldsBack),
    ];

    private static string[] Row(UntaggedDocument session)
        => [session.Sessions.ToString(CultureInfo.InvariantCulture), session.Application, session.User, session.Client, session.FirstSession];
}
