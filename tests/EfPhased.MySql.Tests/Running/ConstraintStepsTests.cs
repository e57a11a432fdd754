using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class ConstraintStepsTests() : ConstraintStepsBehaviour(MySqlServer.Instance);
