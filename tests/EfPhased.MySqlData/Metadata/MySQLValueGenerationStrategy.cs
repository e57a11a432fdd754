namespace MySql.EntityFrameworkCore.Metadata;

/// <summary>
/// How the server makes a column's values. Migrations name it in the form of Oracle's provider, which this one stands in for.
/// </summary>
public enum MySQLValueGenerationStrategy
{
    None,
    IdentityColumn,
}
