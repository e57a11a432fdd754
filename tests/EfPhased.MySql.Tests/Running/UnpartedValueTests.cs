using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class UnpartedValueTests() : UnpartedValueBehaviour(MySqlServer.Instance, typeof(UnpartedValueTests).Assembly);
