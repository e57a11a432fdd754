using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class DataLossTests() : DataLossBehaviour(PostgreSqlServer.Instance);
