using EfPhased.Testing.Planning;

namespace EfPhased.PostgreSql.Tests.Planning;

public sealed class BadNamesTests() : BadNamesBehaviour(PostgreSqlServer.Instance);
