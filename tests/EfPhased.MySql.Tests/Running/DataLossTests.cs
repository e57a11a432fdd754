using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class DataLossTests() : DataLossBehaviour(MySqlServer.Instance);
