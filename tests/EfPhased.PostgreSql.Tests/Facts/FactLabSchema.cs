namespace EfPhased.PostgreSql.Tests.Facts;

/// <summary>
/// The tables that every probe finds: t, which refers to nothing yet, parent with a child, and a partitioned one.
/// </summary>
internal static class FactLabSchema
{
    public const string Sql =
        """
        DROP SCHEMA IF EXISTS lab CASCADE;
        CREATE SCHEMA lab;
        CREATE TYPE lab.mood AS ENUM ('sad', 'ok', 'happy');
        CREATE TYPE lab.unused AS ENUM ('a');
        CREATE DOMAIN lab.checked AS int CHECK (VALUE > 0);
        CREATE DOMAIN lab.plain AS int;
        CREATE SEQUENCE lab.seq;
        CREATE FUNCTION lab.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TABLE lab.parent (id bigint PRIMARY KEY, small int UNIQUE);
        INSERT INTO lab.parent SELECT g, g FROM generate_series(1, 20) AS g;
        CREATE TABLE lab.t (
            id bigint PRIMARY KEY, a int NOT NULL, an int, small smallint,
            v50 varchar(50), v50i varchar(50), tx text, txi text, c10 char(10), n102 numeric(10, 2), nun numeric,
            ts timestamp, tsi timestamp, tstz timestamptz, ts3 timestamp(3), iv3 interval(3), vb varbit(8), net cidr,
            js json, jb jsonb, u uuid, md lab.mood, parent_id bigint);
        INSERT INTO lab.t SELECT g, g, g, g, 'v' || g, 'v' || g, 't' || g, 't' || g, 'c', g, g, now(), now(), now(), now(),
            '1 day', B'101', '10.0.0.0/8', '{}', '{}', '00000000-0000-0000-0000-000000000000', 'ok', 1 + g % 20
            FROM generate_series(1, 50) AS g;
        CREATE INDEX t_a ON lab.t (a);
        CREATE INDEX t_v50i ON lab.t (v50i);
        CREATE INDEX t_txi ON lab.t (txi);
        CREATE INDEX t_tsi ON lab.t (tsi);
        CREATE INDEX t_multi ON lab.t (an, small);
        CREATE TABLE lab.child (id bigint PRIMARY KEY, parent_id bigint NOT NULL CONSTRAINT child_fk REFERENCES lab.parent (id));
        INSERT INTO lab.child SELECT g, 1 + g % 20 FROM generate_series(1, 50) AS g;
        CREATE TABLE lab.part (id bigint NOT NULL, d int NOT NULL) PARTITION BY RANGE (d);
        CREATE TABLE lab.part1 PARTITION OF lab.part FOR VALUES FROM (0) TO (10);
        INSERT INTO lab.part SELECT g, g % 10 FROM generate_series(1, 50) AS g;
        CREATE TABLE lab.part2 (id bigint NOT NULL, d int NOT NULL);
        INSERT INTO lab.part2 SELECT g, 10 + g % 10 FROM generate_series(1, 50) AS g;
        """;
}
