using EfPhased.Testing.Running;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class InvalidIndexTests() : InvalidIndexBehaviour(PostgreSqlServer.Instance);
