using EfPhased.Testing.Faults;

namespace EfPhased.PostgreSql.Tests.Faults;

public sealed class FaultMatrixTests() : FaultMatrixBehaviour(PostgreSqlServer.Instance);
