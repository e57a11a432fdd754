using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class InheritanceTests() : InheritanceBehaviour(MySqlServer.Instance)
{
    protected override void Number(PropertyBuilder<int> key) => key.UseMySqlIdentityColumn();
}
