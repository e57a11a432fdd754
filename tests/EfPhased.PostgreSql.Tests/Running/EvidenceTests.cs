using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class EvidenceTests() : EvidenceBehaviour(PostgreSqlServer.Instance);
