using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

public sealed class RenameTableTests() : RenameTableBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public Task To_another_schema() => VerifyAsync(new RecipeScenario(
        m => Shop(m, _ => { }),
        m => Shop(m, c => c.ToTable("Clients", "crm")))
    {
        Mapping = CustomersOnly,
        Remains = ["schema crm"],
    });

    [Fact]
    public Task With_a_row_version() => VerifyAsync(new RecipeScenario(
        m => Shop(m, c => c.Property<uint>("Version").IsRowVersion()),
        m => Shop(m, c =>
        {
            c.Property<uint>("Version").IsRowVersion();
            c.ToTable("Clients");
        }))
    {
        Mapping = CustomersOnly,
    });
}
