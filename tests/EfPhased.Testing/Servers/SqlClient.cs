using System.Data.Common;

namespace EfPhased.Testing.Servers;

/// <summary>
/// The server's own command line client: psql or mariadb, which is all that a script may need.
/// </summary>
internal static class SqlClient
{
    public static Task<CommandResult> RunScriptAsync(this TestDatabase database, string file) => Client(database, file).RunAsync();

    /// <summary>Runs a script, and kills the client as soon as something is reached.</summary>
    public static Task KillScriptWhenAsync(this TestDatabase database, string file, Func<Task<bool>> reached) => Client(database, file).KillWhenAsync(reached);

    private static Command Client(TestDatabase database, string file)
        => database.Server.Kind == ServerKind.PostgreSql ? Psql(database, file) : MariaDb(database, file);

    private static Command Psql(TestDatabase database, string file)
    {
        var settings = Settings(database);
        return new Command(
            Program("EFPHASED_PSQL", "psql"),
            ["--no-psqlrc", "--quiet", "--host", settings("Host"), "--port", settings("Port"), "--username", settings("Username"), "--dbname", database.Name, "--file", file])
        {
            Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = settings("Password") },
        };
    }

    private static Command MariaDb(TestDatabase database, string file)
    {
        var settings = Settings(database);
        return new Command(
            Program("EFPHASED_MARIADB", "mariadb"),
            ["--no-defaults", "--protocol=tcp", "--host", settings("Server"), "--port", settings("Port"), "--user", settings("User ID"), "--database", database.Name])
        {
            InputFile = file,
            Environment = new Dictionary<string, string?> { ["MYSQL_PWD"] = settings("Password") },
        };
    }

    private static string Program(string variable, string name)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : name;

    private static Func<string, string> Settings(TestDatabase database)
    {
        DbConnectionStringBuilder builder = new() { ConnectionString = database.ConnectionString };
        return name => builder.TryGetValue(name, out var value) ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)! : "";
    }
}
