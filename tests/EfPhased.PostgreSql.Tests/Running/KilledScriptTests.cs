using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class KilledScriptTests() : KilledScriptBehaviour(PostgreSqlServer.Instance);
