using EfPhased.Testing.Running;
using MySql.Data.MySqlClient;

namespace EfPhased.MySql.Tests.Running;

public sealed class InstancesTests() : InstancesBehaviour(MySqlServer.Instance)
{
    private protected override string Stranger => "root (m";

    private protected override Task<IAsyncDisposable> OpenStrangerAsync(RunningFixture fixture) => MariaDbSession.OpenAsync(fixture.Database);

    private protected override void ClearPools(RunningFixture fixture) => MySqlConnection.ClearAllPools();
}
