using EfPhased.Testing.Faults;

namespace EfPhased.MySql.Tests.Faults;

public sealed class FaultMatrixTests() : FaultMatrixBehaviour(MySqlServer.Instance);
