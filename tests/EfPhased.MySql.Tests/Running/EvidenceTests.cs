using EfPhased.Testing.Running;

namespace EfPhased.MySql.Tests.Running;

public sealed class EvidenceTests() : EvidenceBehaviour(MySqlServer.Instance);
