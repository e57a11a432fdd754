using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class SharedBackfillTests() : SharedBackfillBehaviour(MySqlServer.Instance);
