using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class SharedBackfillTests() : SharedBackfillBehaviour(PostgreSqlServer.Instance);
