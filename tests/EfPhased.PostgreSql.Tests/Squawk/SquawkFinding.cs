using System.Text.Json.Serialization;

namespace EfPhased.PostgreSql.Tests.Squawk;

/// <summary>What squawk reports; its lines count from 0.</summary>
internal sealed record SquawkFinding(
    [property: JsonPropertyName("rule_name")] string Rule,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("line")] int Line,
    [property: JsonPropertyName("line_end")] int LineEnd);
