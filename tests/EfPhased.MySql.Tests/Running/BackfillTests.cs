using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class BackfillTests() : BackfillBehaviour(MySqlServer.Instance);
