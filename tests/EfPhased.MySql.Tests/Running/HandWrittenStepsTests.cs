using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class HandWrittenStepsTests() : HandWrittenStepsBehaviour(MySqlServer.Instance);
