using EfPhased.Design.Classification;

namespace EfPhased.Design.Tests.Classification;

/// <summary>Each operation gets the class of the reference, from the row that is about it.</summary>
public sealed class ClassifierTests
{
    public static TheoryData<OperationCase> Cases => [.. OperationCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation(OperationCase @case)
    {
        ArgumentNullException.ThrowIfNull(@case);
        var history = ShopHistory.Create(@case.IsPostgreSql).Then(@case.Up);
        var judgement = Assert.Single(history.Last.Steps[^1].Judgements);
        Assert.Equal(
            (@case.Code, @case.Classes, @case.Severity),
            (judgement.Rule.Code, judgement.Classes, judgement.Severity.ToString()));
    }

    [Fact]
    public void Every_row_is_tried()
    {
        var tried = OperationCases.All.Select(c => c.Code).ToHashSet();
        Assert.DoesNotContain(OperationRules.All.Append(OperationRules.Other), r => !tried.Contains(r.Code));
    }

    [Fact]
    public void Whatever_is_wrong_comes_with_what_to_do_instead()
    {
        foreach (var @case in OperationCases.All)
        {
            var judgement = ShopHistory.Create(@case.IsPostgreSql).Then(@case.Up).Last.Steps[^1].Judgements[0];
            Assert.True(
                judgement.Severity == Severity.None || SafeForms.Of(judgement.Rule.Recipe, @case.IsPostgreSql) is not null,
                $"{@case}: nothing is said about {judgement.Rule.Recipe}.");
        }
    }

    [Fact]
    public void One_operation_that_changes_several_things_is_judged_for_each()
    {
        var history = ShopHistory.Create(isPostgreSql: true).Then(m => m.AlterColumn<long>(
            "Name", "Customers", "text", nullable: false, comment: "who", oldClrType: typeof(string), oldType: "character varying(100)", oldNullable: true));
        Assert.Equal(["EFP7125", "EFP7130", "EFP7138"], history.Judgements.Select(j => j.Rule.Code));
    }

    [Fact]
    public void The_type_that_the_operation_leaves_out_is_that_of_the_migrations_before()
    {
        // As EF Core 2 wrote it: neither the new type nor the old one.
        var history = ShopHistory.Create(isPostgreSql: true).Then(m => m.AlterColumn<long>("Number", "Customers", nullable: false, oldClrType: typeof(int)));
        Assert.Equal("EFP7124", Assert.Single(history.Judgements).Rule.Code);
    }

    [Fact]
    public void A_default_for_the_nulls_of_a_column_that_becomes_required_is_part_of_that()
    {
        var history = ShopHistory.Create(isPostgreSql: true).Then(m => m.AlterColumn<string>(
            "Name", "Customers", "character varying(100)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "character varying(100)", oldNullable: true));
        Assert.Contains("every NULL first", Assert.Single(history.Judgements).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_and_names_are_unique()
    {
        var rules = EfPhased.Design.Linting.LintRules.All;
        Assert.Equal(rules.Count, rules.Select(r => r.Code).Distinct().Count());
        Assert.Equal(rules.Count, rules.Select(r => r.Name).Distinct().Count());
    }
}
