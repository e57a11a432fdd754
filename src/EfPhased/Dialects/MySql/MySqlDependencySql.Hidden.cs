using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

internal sealed partial class MySqlDependencySql
{
    private static readonly (string Objects, string Privilege)[] Needs =
        [("views", "SHOW VIEW"), ("routines", "SELECT"), ("triggers", "TRIGGER"), ("events", "EVENT")];

    // The server leaves out of information_schema what the user has no privilege on, and does not say so.
    public override string Hidden(RemovedObject removed)
    {
        const string Me = "GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')";
        return string.Join("\nUNION ALL\n", Needs.Select(n => $"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES WHERE {Me} AND {Schema(removed)} LIKE TABLE_SCHEMA AND PRIVILEGE_TYPE = '{n.Privilege}')
                THEN '{n.Objects} of other databases are not checked: {n.Privilege} on *.* is not granted to this user'
                ELSE '{n.Objects} are not all checked: {n.Privilege} is not granted to this user' END
            FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE {Me} AND PRIVILEGE_TYPE = '{n.Privilege}')
            """));
    }
}
