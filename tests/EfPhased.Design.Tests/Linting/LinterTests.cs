using EfPhased.Configuration;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Design.Linting;

namespace EfPhased.Design.Tests.Linting;

/// <summary>A history of migrations as EF Core finds it, good and bad ones in it.</summary>
public sealed class LinterTests
{
    [Fact]
    public void Additive_migrations_and_new_tables_are_passed_over()
        => Assert.Empty(Lint(new LintRequest(null, "AddNick", PendingOnly: false)).Findings);

    [Fact]
    public void Seed_data_are_counted_in_one_line()
        => Assert.Equal(new SeedData(1, 2, 0, 0), Lint(new LintRequest(null, "AddNick", PendingOnly: false)).Seed);

    [Fact]
    public void A_finding_says_where_it_is_what_waits_and_what_to_do_instead()
    {
        var finding = Single("Rename", "EFP7161");
        Assert.Equal(("error", "rename column Customers.Name to FullName"), (finding.Severity, finding.Operation));
        Assert.EndsWith("LintedContext.cs", finding.File, StringComparison.Ordinal);
        Assert.Contains("migrationBuilder.RenameColumn(", File.ReadAllLines(finding.File!)[finding.Line!.Value - 1], StringComparison.Ordinal);
        Assert.Equal(("ACCESS EXCLUSIVE", "PG-20", false), (finding.Cost!.Lock, finding.Cost.Fact, finding.Cost.Survives!.Value));
        Assert.Equal("R06", finding.Recipe);
        Assert.Contains("triggers", finding.SafeForm, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_of_a_helper_is_found_in_the_helper()
    {
        var finding = Single("Rename", "EFP7253");
        Assert.Contains("migrationBuilder.CreateIndex(", File.ReadAllLines(finding.File!)[finding.Line!.Value - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_is_found_on_its_own_line()
    {
        Assert.Equal("DELETE FROM \"Customers\";", LineOf(Single("Scripts", "EFP7506")));
        Assert.Equal("DO $$ BEGIN", LineOf(Single("Scripts", "EFP7590")));
        Assert.Equal("ALTER TABLE \"\"Customers\"\" RENAME TO clients;\");", LineOf(Single("Scripts", "EFP7322")));
        Assert.DoesNotContain(Of("Scripts"), f => f.Operation!.StartsWith("CREATE VIEW", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Throws", "FileNotFoundException: there is no script.sql")]
    [InlineData("NeedsArgument", "MissingMethodException")]
    public void A_migration_that_cannot_be_run_is_a_finding_and_the_others_go_on(string migration, string message)
    {
        var finding = Single(migration, "EFP7002");
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Of("Scripts"));
    }

    [Fact]
    public void A_migration_that_does_something_else_each_time()
    {
        var finding = Single("Unsteady", "EFP7003");
        Assert.Contains("DefaultValue", finding.Message, StringComparison.Ordinal);
        Assert.Equal("add column Customers.Token", finding.Operation);
    }

    [Fact]
    public void A_migration_without_its_Designer_file()
    {
        var finding = Assert.Single(All().Findings, f => f is { Code: "EFP7001", Migration: nameof(Undiscovered) });
        Assert.Contains("neither [Migration] nor [DbContext]", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("LintedContext.cs", finding.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_phase_only_what_was_written_by_hand_is_looked_at() => Assert.Equal("EFP7253", Assert.Single(Of("Split_Contract")).Code);

    [Fact]
    public void From_is_left_out_and_to_is_not()
    {
        var document = Lint(new LintRequest("20260102000000_AddNick", "Throws", PendingOnly: false));
        Assert.Equal(2, document.Migrations);
        Assert.Equal(["20260103000000_Rename", "20260104000000_Throws"], document.Findings.Select(f => f.Migration).Distinct());
    }

    [Theory]
    [InlineData("Nothing", null, "EFP4101")]
    [InlineData(null, "Nothing", "EFP4101")]
    [InlineData("Throws", "Initial", "EFP4102")]
    public void A_range_that_is_none(string? from, string? to, string code)
        => Assert.Equal(code, Assert.Throws<PhasedException>(() => Lint(new LintRequest(from, to, PendingOnly: false))).Code);

    [Fact]
    public void Findings_of_the_severity_that_the_team_does_not_let_pass_fail()
    {
        Assert.True(All().Fails);
        Assert.False(Lint(new LintSettings { FailOn = LintSeverity.Off }).Fails);
        Assert.False(Lint(new LintRequest(null, "AddNick", PendingOnly: false)).Fails);
    }

    [Fact]
    public void A_rule_gets_the_severity_that_the_team_gives_it()
    {
        var document = Lint(new LintSettings { Severity = new Dictionary<string, LintSeverity> { ["EFP7161"] = LintSeverity.Note, ["unknownsql"] = LintSeverity.Off } });
        Assert.Equal("note", Assert.Single(document.Findings, f => f.Code == "EFP7161").Severity);
        Assert.DoesNotContain(document.Findings, f => f.Code == "EFP7590");
    }

    [Fact]
    public void A_suppression_keeps_its_reason_and_one_that_fits_nothing_is_said()
    {
        var document = Lint(new LintSettings
        {
            Suppress =
            [
                new LintSuppression { Rule = "EFP7161", Migration = "Rename", Table = "Customers", Reason = "a short outage was announced" },
                new LintSuppression { Migration = "2019*", Reason = "before my time" },
            ],
        });
        Assert.Equal("a short outage was announced", Assert.Single(document.Findings, f => f.Code == "EFP7161").Suppressed);
        Assert.Contains("before my time", Assert.Single(document.Findings, f => f.Code == "EFP7090").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Up_to_the_baseline_findings_are_old()
    {
        var document = Lint(new LintSettings { Baseline = "20260107000000_Scripts" });
        Assert.All(document.Findings.Where(f => f.Code != "EFP7001"), f => Assert.Equal(f.Migration != "20260108000000_Split_Contract", f.IsOld));
    }

    [Fact]
    public void Every_operation_is_in_the_document()
    {
        var document = All();
        Assert.Equal(8, document.Migrations);
        Assert.Equal(document.Operations, document.Classified.Sum(m => m.Operations.Select(o => o.Operation).Count()));
        Assert.Contains(document.Classified[1].Operations, o => o is { Operation: "add column Customers.Nick", Cost: { Classes: "A, XN", Lock: "ACCESS EXCLUSIVE" } });
    }

    private static LintDocument All() => Lint(new LintSettings());

    private static LintDocument Lint(LintRequest request)
    {
        using LintedContext context = new();
        return new Linter(context, "", new LintSettings(), null).Lint(request);
    }

    private static LintDocument Lint(LintSettings settings)
    {
        using LintedContext context = new();
        return new Linter(context, "", settings, null).Lint(new LintRequest(null, null, PendingOnly: false));
    }

    private static IEnumerable<LintFinding> Of(string name) => All().Findings.Where(f => f.Migration.EndsWith("_" + name, StringComparison.Ordinal));

    private static LintFinding Single(string name, string code) => Assert.Single(Of(name), f => f.Code == code);

    private static string LineOf(LintFinding finding) => File.ReadAllLines(finding.File!)[finding.Line!.Value - 1].Trim();
}
