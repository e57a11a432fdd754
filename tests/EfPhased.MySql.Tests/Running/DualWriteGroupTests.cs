using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class DualWriteGroupTests() : DualWriteGroupBehaviour(MySqlServer.Instance);
