using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class KilledScriptTests() : KilledScriptBehaviour(MySqlServer.Instance);
