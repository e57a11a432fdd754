using EfPhased.Testing.Oracles.Rows;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles;

/// <summary>
/// Both versions of the application work in the present state of the database: every insert, update, delete and query
/// that EF makes of their models succeeds, and what one writes the other sees. Leaves no rows behind.
/// </summary>
public static class Compatibility
{
    private const int DefaultSeed = 17;

    /// <summary>Fails with the full list of what does not work.</summary>
    public static Task VerifyAsync(
        TestServer server,
        string connectionString,
        IModel oldModel,
        IModel newModel,
        ShapeMapping mapping,
        string stateName,
        RunningVersions running = RunningVersions.Both,
        int seed = DefaultSeed) =>
        VerifyAsync(
            new Shape("old", server, connectionString, oldModel), new Shape("new", server, connectionString, newModel), mapping, stateName, running, seed);

    internal static async Task VerifyAsync(
        Shape old, Shape @new, ShapeMapping mapping, string stateName, RunningVersions running, int seed = DefaultSeed)
    {
        var failures = await FindFailuresAsync(old, @new, mapping, stateName, running, seed);
        if (failures.Count > 0)
            Assert.Fail($"The versions are not compatible in the state '{stateName}': {failures.Count} failures.\n{string.Join('\n', failures)}");
    }

    public static Task<IReadOnlyList<CompatibilityFailure>> FindFailuresAsync(
        TestServer server,
        string connectionString,
        IModel oldModel,
        IModel newModel,
        ShapeMapping mapping,
        string stateName,
        RunningVersions running = RunningVersions.Both,
        int seed = DefaultSeed) =>
        FindFailuresAsync(
            new Shape("old", server, connectionString, oldModel), new Shape("new", server, connectionString, newModel), mapping, stateName, running, seed);

    private static async Task<IReadOnlyList<CompatibilityFailure>> FindFailuresAsync(
        Shape old, Shape @new, ShapeMapping mapping, string stateName, RunningVersions running, int seed)
    {
        ShapePair pair = new(old, @new, mapping) { BothRun = running == RunningVersions.Both };
        Failures failures = new(stateName);
        ExistingRows existing = new(pair, failures);

        if (running == RunningVersions.Both)
        {
            foreach (var entity in pair.Old.Entities.Where(entity => mapping.Includes(entity.Name)))
                await existing.CompareAsync(entity);
            foreach (var shape in new[] { pair.Old, pair.New })
            {
                foreach (var entity in shape.Entities)
                {
                    foreach (var part in mapping.PartsOf(entity.Name).Where(part => shape.Find(part.Part) is null))
                        await existing.ComparePartAsync(shape, entity, part);
                }
            }
        }

        ValueGenerator generator = new(seed);
        foreach (var move in running == RunningVersions.Both ? mapping.Moves : [])
        {
            RowFactory factory = new(pair, generator);
            await new MoveVerification(pair, failures, factory).RunAsync(move);
            await factory.CleanUpAsync(failures);
        }

        foreach (var join in running == RunningVersions.Both ? mapping.Joins : [])
        {
            RowFactory factory = new(pair, generator);
            await new JoinVerification(pair, failures, factory, join).RunAsync();
            await factory.CleanUpAsync(failures);
        }

        foreach (var shape in Running(pair, running))
        {
            foreach (var entity in shape.Entities.Where(entity => mapping.Includes(entity.Name)))
            {
                await existing.AllAsync(shape, entity);
                RowFactory factory = new(pair, generator);
                UpdateVerification updates = new(pair, failures, factory);
                EntityVerification verification = new(
                    pair, failures, factory, updates, new QueryVerification(failures), withOther: running == RunningVersions.Both);
                await verification.RunAsync(shape, entity);
                if (running == RunningVersions.Both)
                {
                    foreach (var part in mapping.PartsOf(entity.Name).Where(part => shape.Find(part.Part) is null))
                        await verification.RunAsync(shape, entity, pair.Other(shape).Find(part.Part));
                }

                await new FreedomVerification(pair, failures, factory).RunAsync(shape, entity);
                await factory.CleanUpAsync(failures);
            }
        }

        return failures.All;
    }

    private static IEnumerable<Shape> Running(ShapePair pair, RunningVersions running) =>
        new[] { pair.Old, pair.New }.Where(shape => running.HasFlag(shape == pair.Old ? RunningVersions.Old : RunningVersions.New));
}
