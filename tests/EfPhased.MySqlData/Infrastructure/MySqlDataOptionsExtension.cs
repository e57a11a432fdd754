using EfPhased.MySqlData.Extensions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EfPhased.MySqlData.Infrastructure;

public sealed class MySqlDataOptionsExtension : RelationalOptionsExtension
{
    private DbContextOptionsExtensionInfo? _info;

    public MySqlDataOptionsExtension()
    {
    }

    private MySqlDataOptionsExtension(MySqlDataOptionsExtension copyFrom)
        : base(copyFrom)
    {
    }

    public override DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public override void ApplyServices(IServiceCollection services) => services.AddEntityFrameworkMySqlData();

    protected override RelationalOptionsExtension Clone() => new MySqlDataOptionsExtension(this);

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : RelationalExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => true;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["MySqlData"] = "1";
    }
}
