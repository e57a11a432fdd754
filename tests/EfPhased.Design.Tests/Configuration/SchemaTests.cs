using System.Text.Json;
using System.Text.Json.Nodes;
using EfPhased.Configuration;
using EfPhased.Gates;

namespace EfPhased.Design.Tests.Configuration;

/// <summary>The published schema knows every setting that is read, and no other.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "efphased.schema.json")))!;

    [Theory]
    [InlineData(typeof(GatePolicy), "$defs/gate")]
    [InlineData(typeof(InstancePolicy), "$defs/gate/properties/instances")]
    [InlineData(typeof(EvidencePolicy), "$defs/gate/properties/evidence")]
    [InlineData(typeof(BackupPolicy), "$defs/gate/properties/backup")]
    [InlineData(typeof(LintSettings), "$defs/lint")]
    [InlineData(typeof(LintSuppression), "$defs/lint/properties/suppress/items")]
    [InlineData(typeof(RunPolicy), "$defs/run")]
    [InlineData(typeof(LockPolicy), "$defs/run/properties/locks")]
    [InlineData(typeof(BackfillPolicy), "$defs/run/properties/backfill")]
    [InlineData(typeof(ThrottleLimits), "$defs/run/properties/backfill/properties/limits")]
    [InlineData(typeof(ReplicaPolicy), "$defs/run/properties/backfill/properties/replicas/items")]
    [InlineData(typeof(SignalPolicy), "$defs/run/properties/backfill/properties/signals/items")]
    public void Properties(Type type, string path)
        => Assert.Equal(
            type.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(),
            At(path)["properties"]!.AsObject().Select(p => p.Key).Order());

    [Theory]
    [InlineData(typeof(LintSeverity), "$defs/severity/enum")]
    [InlineData(typeof(UntaggedSessions), "$defs/gate/properties/instances/properties/untagged/enum")]
    public void Values(Type type, string path)
        => Assert.Equal(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName), At(path).AsArray().Select(v => v!.GetValue<string>()));

    [Fact]
    public void Conditions_of_the_gate()
        => Assert.Equal(
            GateConditions.All.Select(c => GateConditions.Key(c.Name)).Order(),
            At("$defs/gate/properties/required/items/enum").AsArray().Select(v => v!.GetValue<string>()).Order());

    [Fact]
    public void Sections()
        => Assert.Equal(
            typeof(PhasedConfiguration).GetProperties().Select(p => p.Name == "Schema" ? "$schema" : JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(),
            At("properties").AsObject().Select(p => p.Key).Order());

    private static JsonNode At(string path) => path.Split('/').Aggregate(Schema, (node, name) => node[name] ?? throw new InvalidOperationException($"There is no {path}."));
}
