namespace EfPhased.Package.Tests.Support;

/// <summary>
/// What tests use of the packages. Each collection of tests has one; the first to come packs for all, the last to go cleans up.
/// </summary>
public sealed class PackedTool : IAsyncLifetime
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static Packages? _shared;
    private static int _users;

    private Packages? _packages;

    public string Version => Packed.Version;

    public string Folder => Packed.Folder;

    public string Feed => Packed.Feed;

    public string Tools => Packed.Tools;

    private Packages Packed => _packages ?? throw new InvalidOperationException("Nothing has been packed.");

    public async Task InitializeAsync()
    {
        await Turn.WaitAsync();
        try
        {
            _packages = _shared ??= await Packages.PackAsync();
            _users++;
        }
        finally
        {
            Turn.Release();
        }
    }

    public async Task DisposeAsync()
    {
        await Turn.WaitAsync();
        try
        {
            if (_packages is null || --_users > 0)
                return;
            await _packages.DisposeAsync();
            _shared = null;
        }
        finally
        {
            Turn.Release();
        }
    }
}

/// <summary>Each test builds projects, so no more than two run at once: one that writes migrations, and one that runs them.</summary>
public static class PackagesCollection
{
    public const string Authoring = "authoring";
    public const string Running = "running";

    [CollectionDefinition(Authoring)]
    public sealed class AuthoringCollection : ICollectionFixture<PackedTool>;

    [CollectionDefinition(Running)]
    public sealed class RunningCollection : ICollectionFixture<PackedTool>;
}
