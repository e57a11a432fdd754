using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class ConnectionTests() : ConnectionBehaviour(PostgreSqlServer.Instance)
{
    protected override string UserKey => "Username";
}
