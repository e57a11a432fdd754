namespace EfPhased.Testing.Servers;

public enum ServerKind
{
    PostgreSql,
    MySql,
}
