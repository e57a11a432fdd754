using EfPhased.Design.Tests.Classification;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Tests.Linting;

/// <summary>What several steps do together.</summary>
public sealed class CheckTests
{
    [Fact]
    public void A_step_outside_the_transaction_among_others_leaves_half_a_migration()
        => Assert.Equal(["EFP7004"], Codes(PostgreSql(m =>
        {
            m.AddColumn<string>("Nick", "Customers", "text", nullable: true);
            m.Sql("CREATE INDEX CONCURRENTLY ix ON \"Customers\" (\"Nick\")", suppressTransaction: true);
        })));

    [Fact]
    public void Alone_it_does_not()
        => Assert.Empty(Codes(PostgreSql(m => m.CreateIndex("IX_Email", "Customers", "Email").Annotation("Npgsql:CreatedConcurrently", true))));

    [Fact]
    public void A_provider_that_sends_an_index_outside_the_transaction_counts_too()
        => Assert.Equal(["EFP7004"], Codes(PostgreSql(m =>
        {
            m.AddColumn<string>("Nick", "Customers", "text", nullable: true);
            m.CreateIndex("IX_Nick", "Customers", "Nick").Annotation("Npgsql:CreatedConcurrently", true);
        })));

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON \"Customers\" (\"Email\")")]
    [InlineData("DROP INDEX CONCURRENTLY \"IX_Customers_Name\"")]
    [InlineData("REINDEX INDEX CONCURRENTLY \"IX_Customers_Name\"")]
    [InlineData("VACUUM \"Customers\"")]
    [InlineData("ALTER SYSTEM SET work_mem = '1GB'")]
    [InlineData("ALTER TABLE \"Customers\" DETACH PARTITION p CONCURRENTLY")]
    public void What_the_server_refuses_in_a_transaction(string sql) => Assert.Equal(["EFP7005"], Codes(PostgreSql(m => m.Sql(sql))));

    [Fact]
    public void An_update_that_is_done_twice_when_the_definition_after_it_fails()
        => Assert.Equal(["EFP7006"], Codes(MySql(m =>
        {
            m.Sql("UPDATE Customers SET City = 'x', Age = Age + 1 WHERE Id > 5");
            m.AddColumn<string>("Nick", "Customers", "text", nullable: true);
        })));

    [Theory]
    [InlineData("UPDATE Customers SET Age = 1")]
    [InlineData("UPDATE Customers SET Age = Number + 1")]
    [InlineData("UPDATE Customers SET Age = 1 WHERE Age = Age + 1")]
    public void An_update_that_is_the_same_done_twice(string sql)
        => Assert.Empty(Codes(MySql(m =>
        {
            m.Sql(sql);
            m.AddColumn<string>("Nick", "Customers", "text", nullable: true);
        })));

    [Fact]
    public void The_last_step_is_not_done_twice()
        => Assert.Empty(Codes(MySql(m =>
        {
            m.AddColumn<string>("Nick", "Customers", "text", nullable: true);
            m.Sql("UPDATE Customers SET Age = Age + 1");
        })));

    [Fact]
    public void PostgreSql_rolls_it_back()
        => Assert.DoesNotContain("EFP7006", Codes(PostgreSql(m =>
        {
            m.Sql("UPDATE \"Customers\" SET \"Age\" = \"Age\" + 1");
            m.AddColumn<string>("Nick", "Customers", "text", nullable: true);
        })));

    [Fact]
    public void Rows_changed_under_a_lock_that_nobody_passes()
        => Assert.Equal(["EFP7011"], Codes(PostgreSql(m =>
        {
            m.AddColumn<string>("Nick", "Customers", "text", nullable: true);
            m.Sql("UPDATE \"Customers\" SET \"Nick\" = \"Name\"");
        })));

    [Fact]
    public void A_drop_and_an_add_that_look_like_a_rename()
        => Assert.Equal(["EFP7007"], Codes(PostgreSql(m =>
        {
            m.DropColumn("Street", "Customers");
            m.AddColumn<string>("StreetName", "Customers", "text", nullable: true);
        })));

    [Fact]
    public void A_drop_and_an_add_of_something_else()
        => Assert.Empty(Codes(PostgreSql(m =>
        {
            m.DropColumn("Street", "Customers");
            m.AddColumn<string>("PhoneNumber", "Customers", "text", nullable: true);
        })));

    [Fact]
    public void A_rename_with_a_better_match_beside_it()
    {
        var finding = Assert.Single(PostgreSql(m =>
        {
            m.RenameColumn("Street", "Customers", "PhoneNumber");
            m.AddColumn<string>("StreetName", "Customers", "text", nullable: true);
        }).Checked);
        Assert.Equal("EFP7008", finding.Code);
        Assert.Contains("'StreetName'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rename_that_is_one()
        => Assert.Empty(Codes(PostgreSql(m =>
        {
            m.RenameColumn("Street", "Customers", "StreetName");
            m.AddColumn<string>("PhoneNumber", "Customers", "text", nullable: true);
        })));

    [Theory]
    [InlineData("ALTER TABLE \"Customers\" ALTER COLUMN \"Name\" SET NOT NULL, DROP CONSTRAINT ck")]
    [InlineData("ALTER TABLE \"Customers\" DROP CONSTRAINT ck; ALTER TABLE \"Customers\" ALTER COLUMN \"Name\" SET NOT NULL")]
    public void A_proof_that_is_dropped_before_it_proves(string sql) => Assert.Equal(["EFP7009"], Codes(PostgreSql(m => m.Sql(sql))));

    [Fact]
    public void A_proof_that_is_dropped_afterwards()
        => Assert.Empty(Codes(PostgreSql(m => m.Sql(
            "ALTER TABLE \"Customers\" ALTER COLUMN \"Name\" SET NOT NULL; ALTER TABLE \"Customers\" DROP CONSTRAINT ck"))));

    [Fact]
    public void An_enum_value_used_before_it_is_committed()
        => Assert.Equal(["EFP7010"], Codes(PostgreSql(m =>
        {
            m.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,ok,fine").OldAnnotation("Npgsql:Enum:mood", "sad,ok");
            m.AddColumn<string>("Mood", "Customers", "mood", nullable: false, defaultValueSql: "'fine'::mood");
        })));

    [Fact]
    public void Names_that_the_server_cuts()
    {
        var name = new string('x', 70);
        Assert.Equal(["EFP7012", "EFP7012", "EFP7013"], Codes(PostgreSql(m =>
        {
            m.AddColumn<string>(name + "a", "Customers", "text", nullable: true);
            m.AddColumn<string>(name + "b", "Customers", "text", nullable: true);
        })).Order());
    }

    [Fact]
    public void Names_that_differ_only_by_case()
        => Assert.Equal(["EFP7013"], Codes(PostgreSql(m => m.CreateTable("News", t => new { id = t.Column<int>("integer"), Id = t.Column<int>("integer") }))));

    private static History PostgreSql(Action<MigrationBuilder> up) => ShopHistory.Create(isPostgreSql: true).Then(up);

    private static History MySql(Action<MigrationBuilder> up) => ShopHistory.Create(isPostgreSql: false).Then(up);

    private static IEnumerable<string> Codes(History history) => history.Checked.Select(f => f.Code);
}
