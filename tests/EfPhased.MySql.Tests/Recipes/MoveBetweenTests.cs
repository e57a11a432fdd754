using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.MySql.Tests.Recipes;

// Pomelo takes AUTO_INCREMENT from the key of an entity in several tables, whatever the model says; the application gives the numbers.
public sealed class MoveBetweenTests() : MoveBetweenBehaviour(MySqlServer.Instance)
{
    protected override void Number(PropertyBuilder<int> key) => key.ValueGeneratedNever();
}
