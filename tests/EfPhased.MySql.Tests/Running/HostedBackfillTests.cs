using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class HostedBackfillTests() : HostedBackfillBehaviour(MySqlServer.Instance);
