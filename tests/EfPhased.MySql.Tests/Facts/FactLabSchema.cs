namespace EfPhased.MySql.Tests.Facts;

/// <summary>
/// The tables that every probe finds: t, which refers to nothing yet, and parent with a child.
/// </summary>
internal static class FactLabSchema
{
    public static readonly IReadOnlyList<string> Statements =
    [
        "SET SESSION foreign_key_checks = 0, sql_mode = 'STRICT_TRANS_TABLES', lock_wait_timeout = 10",
        "DROP VIEW IF EXISTS v, t_compat",
        "DROP TABLE IF EXISTS t, t2, t_new, x, child, parent, part",
        "DROP SEQUENCE IF EXISTS seq, seq2",
        "CREATE TABLE parent (id INT PRIMARY KEY, name VARCHAR(20)) ENGINE=InnoDB",
        "INSERT INTO parent VALUES (1, 'a'), (2, 'b'), (3, 'c')",
        "CREATE TABLE child (id INT PRIMARY KEY, pid INT, CONSTRAINT child_fk FOREIGN KEY (pid) REFERENCES parent (id)) ENGINE=InnoDB",
        "INSERT INTO child VALUES (1, 1), (2, 2)",
        """
        CREATE TABLE t (
            id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, a INT NOT NULL, an INT NULL,
            v31 VARCHAR(31), v32 VARCHAR(32), v50 VARCHAR(50), v64 VARCHAR(64), vi VARCHAR(50), l1 VARCHAR(255) CHARACTER SET latin1,
            n102 DECIMAL(10,2), dt DATETIME, dt3 DATETIME(3), e ENUM('a','b'), s SET('a','b'), tx TEXT, mt MEDIUMTEXT, pid INT,
            g3 VARCHAR(50) CHARACTER SET utf8mb3, u SMALLINT UNSIGNED, KEY ka (a), KEY kvi (vi), KEY kpid (pid))
            ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=DYNAMIC
        """,
        """
        INSERT INTO t (a, an, v50, v64, vi, n102, dt, dt3, e, s, tx, pid, u)
        VALUES (1, 1, 'a', 'a', 'a', 1, NOW(), NOW(), 'a', 'a', 'x', 1, 1), (2, 2, 'b', 'b', 'b', 2, NOW(), NOW(), 'b', 'b', 'y', 2, 2),
            (3, 3, 'c', 'c', 'c', 3, NOW(), NOW(), 'b', 'a,b', 'z', 3, 3)
        """,
        "CREATE SEQUENCE seq",
        "SET SESSION foreign_key_checks = 1",
    ];
}
