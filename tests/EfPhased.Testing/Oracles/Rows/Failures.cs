using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Collects every failure, so that one run shows them all.</summary>
internal sealed class Failures(string state)
{
    private readonly List<CompatibilityFailure> _all = [];

    public IReadOnlyList<CompatibilityFailure> All => [.. _all.Distinct()];

    public void Add(Shape shape, string operation, IEntityType entity, string? property, string message) =>
        _all.Add(new CompatibilityFailure(state, shape.Name, operation, entity.Name, property, message));

    /// <summary>Whatever the database or EF throws at an application is a failure of the state under test.</summary>
    public async Task<bool> CatchAsync(Shape shape, string operation, IEntityType entity, string? property, Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception exception) when (exception is not NotSupportedException)
        {
            Add(shape, operation, entity, property, string.Join(" / ", Messages(exception).Distinct()));
            return false;
        }
    }

    private static IEnumerable<string> Messages(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
    }
}
