using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>The context whose hand-written migrations rename People.Name to FullName. It maps nothing: only migrations are run.</summary>
public sealed class RenameContext(DbContextOptions options) : DbContext(options)
{
    public const string Change = "RenameName";
    public const string Initial = "20260101000000_Initial";
    public const string Expand = "20260102000000_RenameName_Expand";
    public const string Switch = "20260102000001_RenameName_Switch";
    public const string Contract = "20260102000002_RenameName_Contract";
    public const string Later = "20260103000000_Later";

    public static RenameContext Open(TestDatabase database, long maxUnwatchedRows = 100_000)
        => new(database.Server.PhasedOptions<RenameContext>(database.ConnectionString, o => o.MaxUnwatchedRows(maxUnwatchedRows)).Options);
}
