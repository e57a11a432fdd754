using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class UnpartedValueTests() : UnpartedValueBehaviour(PostgreSqlServer.Instance, typeof(UnpartedValueTests).Assembly);
