using EfPhased.Configuration;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Design.Linting;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Hosting;

/// <summary>
/// The command that looks at what there is already.
/// </summary>
internal static class LintCommands
{
    public static Reply Lint(DesignSession session, HostRequest request)
    {
        var lint = request.Lint ?? new();
        var file = PhasedConfiguration.Find(session.ProjectDir);
        var settings = PhasedConfiguration.Read(file, request.Environment).Lint;
        var written = lint.WriteBaseline ? BaselineFile.Write(file, session.ProjectDir, Newest(session)) : null;
        if (written is not null)
        {
            file = written;
            settings = PhasedConfiguration.Read(file, request.Environment).Lint;
        }

        var document = new Linter(session.Context, session.ProjectDir, settings, file).Lint(new LintRequest(lint.From, lint.To, lint.PendingOnly));
        return new LintReply(document with { Written = written, Classified = lint.WithEverything ? document.Classified : [] });
    }

    private static string Newest(DesignSession session)
        => session.Context.GetService<IMigrationsAssembly>().Migrations.Keys.Order(StringComparer.OrdinalIgnoreCase).LastOrDefault() ?? throw LintErrors.NothingToBaseline();
}
