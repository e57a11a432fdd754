namespace EfPhased.References;

internal enum SqlFlavor
{
    PostgreSql,
    MySql,
}
