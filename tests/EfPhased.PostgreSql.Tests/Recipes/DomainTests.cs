using EfPhased.Testing.Planning;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

/// <summary>Only the server knows whether a type of the user's own is a domain with a constraint, which would rewrite the table.</summary>
public sealed class DomainTests
{
    [Theory]
    [InlineData("CREATE DOMAIN phone AS text", true)]
    [InlineData("CREATE DOMAIN digits AS text; CREATE DOMAIN phone AS digits", true)]
    [InlineData("CREATE TYPE phone AS ENUM ('home', 'work')", true)]
    [InlineData("CREATE DOMAIN phone AS text CHECK (VALUE ~ '^[0-9]+$')", false)]
    [InlineData("CREATE DOMAIN phone AS text NOT NULL", false)]
    [InlineData("CREATE DOMAIN digits AS text CHECK (VALUE <> ''); CREATE DOMAIN phone AS digits", false)]
    public async Task A_column_of_a_constrained_domain_is_not_added(string createType, bool added)
    {
        await using var database = await PostgreSqlServer.Instance.CreateDatabaseAsync();
        await database.ExecuteAsync($"{createType}; CREATE TABLE \"Customers\" (\"Id\" int PRIMARY KEY)");
        await using var context = PlanningContext.Open(PostgreSqlServer.Instance, database.ConnectionString, m => RowModels.Shop(m, _ => { }));
        AddColumnOperation add = new() { Table = "Customers", Name = "Phone", ColumnType = "phone", ClrType = typeof(string), IsNullable = true };
        add[PhasedAnnotations.Online] = true;
        await using var connection = await database.OpenAsync();
        var file = await connection.ScalarAsync("SELECT pg_relation_filenode('\"Customers\"')");

        async Task AddAsync()
        {
            foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate([add]))
                await connection.ExecuteAsync(command.CommandText);
        }

        if (added)
            await AddAsync();
        else
            Assert.Contains("EFP2070", (await Assert.ThrowsAsync<PostgresException>(AddAsync)).MessageText, StringComparison.Ordinal);

        Assert.Equal(file, await connection.ScalarAsync("SELECT pg_relation_filenode('\"Customers\"')"));
        Assert.Equal(added ? 1L : 0L, await connection.ScalarAsync("SELECT count(*) FROM pg_attribute WHERE attrelid = '\"Customers\"'::regclass AND attname = 'Phone'"));
    }
}
