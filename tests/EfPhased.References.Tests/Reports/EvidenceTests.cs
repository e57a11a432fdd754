using System.Text.Json.Nodes;
using EfPhased.Gates.References;
using EfPhased.References.Evidence;

namespace EfPhased.References.Tests.Reports;

/// <summary>The file that carries a scan to the gate.</summary>
public sealed class EvidenceTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2));

    private static readonly string Text = ReferenceEvidenceJson.Write(
        EvidenceBuilder.Build(SampleReport.Full, [new EvidenceSource(".", "1f2e3d4c", false, null)], Time));

    [Fact]
    public void It_holds_what_was_found_with_reasons_and_counts()
    {
        var (evidence, problem) = ReferenceEvidenceJson.Read(Text);
        Assert.Null(problem);
        Assert.Equal(("1.2.3", Time.ToUniversalTime(), "1f2e3d4c"), (evidence!.Tool, evidence.Created, evidence.Sources[0].Commit));
        var change = Assert.Single(evidence.Changes);
        Assert.Equal(new EvidenceTarget("Customers", "Name", null), Assert.Single(change.Targets));
        Assert.Equal([true, false, false], change.Findings.Select(f => f.Counts));
        Assert.Equal("kept for the archive", change.Findings[1].Suppressed);
        Assert.Equal(40, change.Counts.Files);
        Assert.Equal(2, change.UnusedSuppressions.Count);
        Assert.Single(change.Problems);
    }

    [Theory]
    [InlineData("\"line\": 12", "\"line\": 13")]
    [InlineData("\"1f2e3d4c\"", "\"1f2e3d4d\"")]
    [InlineData("\"dirty\": false", "\"dirty\": true")]
    [InlineData("2026-03-01T10", "2026-03-01T11")]
    [InlineData("\"suppressed\": \"kept for the archive\"", "\"suppressed\": \"\"")]
    public void Its_checksum_covers_everything(string what, string with)
    {
        Assert.Contains(what, Text, StringComparison.Ordinal);
        var (evidence, problem) = ReferenceEvidenceJson.Read(Text.Replace(what, with, StringComparison.Ordinal));
        Assert.Null(evidence);
        Assert.Contains("changed after the scan", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_layout_does_not_matter() => Assert.Null(ReferenceEvidenceJson.Read(JsonNode.Parse(Text)!.ToJsonString()).Problem);

    [Fact]
    public void A_finding_taken_out_is_noticed()
    {
        var root = JsonNode.Parse(Text)!;
        root["changes"]![0]!["findings"]!.AsArray().RemoveAt(0);
        Assert.NotNull(ReferenceEvidenceJson.Read(root.ToJsonString()).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"checksum\": 7}")]
    [InlineData("{\"format\": \"x\", \"checksum\": \"y\"}")]
    public void What_is_no_evidence_is_said_to_be_none(string text)
    {
        var (evidence, problem) = ReferenceEvidenceJson.Read(text);
        Assert.Null(evidence);
        Assert.NotEmpty(problem!);
    }
}
