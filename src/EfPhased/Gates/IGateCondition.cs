namespace EfPhased.Gates;

/// <summary>
/// One thing that must be true before the old shape may go.
/// </summary>
internal interface IGateCondition
{
    Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel);
}
