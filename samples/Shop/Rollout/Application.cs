using System.Text.Json;

namespace Rollout;

/// <summary>
/// A built version of the shop.
/// </summary>
internal sealed record Application(ShopVersion Version, string Project, string Assembly)
{
    public static async Task<Application> Build(ShopVersion version, string project, CancellationToken cancel)
    {
        // two properties, because one alone is printed bare instead of as JSON
        var properties = await DotnetCommand.Run(
            ["build", project, "-v:quiet", "-nodeReuse:false", "-t:Build", "-getProperty:TargetPath", "-getProperty:AssemblyName"], onLine: null, cancel);
        var path = JsonDocument.Parse(properties).RootElement.GetProperty("Properties").GetProperty("TargetPath").GetString()!;
        return new(version, project, path);
    }
}
