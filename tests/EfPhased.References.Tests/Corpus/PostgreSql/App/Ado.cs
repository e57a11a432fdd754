using System.Data.Common;
using Npgsql;

namespace Shop.App;

public class Ado(NpgsqlConnection connection, NpgsqlDataSource source)
{
    public NpgsqlCommand Constructor() => new NpgsqlCommand("SELECT \"Name\" FROM \"Customers\"", connection); //! Sql certain

    public DbCommand Property()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Name\" FROM \"Customers\""; //! Sql certain
        return command;
    }

    public DbCommand Initializer() => new NpgsqlCommand { CommandText = "SELECT \"Name\" FROM \"Customers\"" }; //! Sql certain

    public DbCommand Source() => source.CreateCommand("SELECT \"Name\" FROM \"Customers\" WHERE \"Id\" = $1"); //! Sql certain

    public DbBatchCommand Batch() => new NpgsqlBatchCommand("SELECT upper(\"Name\") FROM \"Customers\""); //! Sql certain

    public string Elsewhere() => "select distinct \"Name\" from \"Customers\" where \"Id\" in (1,2)"; //! Sql likely

    public string Upload() => "COPY \"Customers\" (\"Id\", \"Name\") FROM STDIN (FORMAT BINARY)"; //! Sql likely
}
