using EfPhased.Testing.Running;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class DoorTests() : DoorBehaviour(PostgreSqlServer.Instance)
{
    // The MySQL providers of these tests write no idempotent scripts.
    [Fact]
    public Task An_idempotent_script_asks_before_it_drops() => ScriptAsksAsync(idempotent: true);
}
