using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class ConnectionTests() : ConnectionBehaviour(MySqlServer.Instance)
{
    protected override string UserKey => "User ID";
}
