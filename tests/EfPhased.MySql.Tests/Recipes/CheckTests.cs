using EfPhased.Testing.Recipes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.MySql.Tests.Recipes;

/// <summary>The server copies the table to add a check (MY-52), on the way up or on the way back.</summary>
public sealed class CheckTests() : RecipeBehaviour(MySqlServer.Instance)
{
    [Fact]
    public void Adding_one_is_refused() => Refuses("EFP4042", Change(_ => { }, customer => customer.ToTable(t => t.HasCheckConstraint("CK_Email", "Email <> ''"))));

    [Fact]
    public void Dropping_one_is_refused()
        => Refuses("EFP4042", Change(customer => customer.ToTable(t => t.HasCheckConstraint("CK_Email", "Email <> ''")), _ => { }), "metadata only");
}
