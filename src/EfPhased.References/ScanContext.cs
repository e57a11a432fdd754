using EfPhased.References.CSharp;
using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;

namespace EfPhased.References;

/// <summary>
/// What the parts of one scan share.
/// </summary>
internal sealed class ScanContext(ScanRequest request)
{
    public ScanRequest Request { get; } = request;

    public SqlTargets Targets { get; } = new(request.Targets, request.Flavor);

    public TargetNames Names { get; } = new(request.Targets);

    public FindingList Findings { get; } = new(request.Root);

    public ScanProblems Problems { get; } = new(request.Root);

    public TaintedMembers Tainted { get; } = new();

    public UnmappedMembers Unmapped { get; } = new();

    public ResourceFiles Resources { get; } = new();
}
