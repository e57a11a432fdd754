using EfPhased.Testing.Planning;

namespace EfPhased.MySql.Tests.Planning;

public sealed class TableSizesTests() : TableSizesBehaviour(MySqlServer.Instance)
{
    protected override IReadOnlyList<string> Crowd =>
        ["CREATE TABLE crowd (id int PRIMARY KEY, name char(40))", "INSERT INTO crowd SELECT seq, seq FROM seq_1_to_5000", "ANALYZE TABLE crowd"];
}
