using EfPhased.Testing.Planning;

namespace EfPhased.MySql.Tests.Planning;

public sealed class BadNamesTests() : BadNamesBehaviour(MySqlServer.Instance);
