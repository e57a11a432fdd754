using EfPhased.Testing.Faults;
using EfPhased.Testing.Servers;

namespace EfPhased.PostgreSql.Tests.Faults;

public sealed class FaultMatrixTests : FaultMatrixBehaviour
{
    private protected override PrivateServer CreateServer() => new PrivatePostgreSql();
}
