using System.Text.Json.Serialization;
using EfPhased.Design.Planning;

namespace EfPhased.Design.Hosting.Protocol;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HostRequest))]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(IReadOnlyList<ListedChange>))]
[JsonSerializable(typeof(IReadOnlyList<ChangeDocument>))]
[JsonSerializable(typeof(IReadOnlyList<CheckDocument>))]
[JsonSerializable(typeof(InstancesDocument))]
[JsonSerializable(typeof(LintDocument))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
