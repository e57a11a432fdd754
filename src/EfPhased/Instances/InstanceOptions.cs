namespace EfPhased.Instances;

/// <summary>
/// How an application's processes register themselves.
/// </summary>
/// <param name="Interval">How often an instance says that it is alive.</param>
/// <param name="Name">The application's name; null for that of its entry assembly.</param>
internal sealed record InstanceOptions(TimeSpan Interval, string? Name)
{
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);
}
