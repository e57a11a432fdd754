using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Behaviours;

/// <summary>A model's classes and its snapshot's bags write and read each other's values, whatever the kind of property.</summary>
public abstract class PropertyKindBehaviour(TestServer server)
{
    /// <summary>Kinds that only this server has.</summary>
    protected virtual void BuildOwn(ModelBuilder model)
    {
    }

    [Fact]
    public async Task Classes_and_bags_of_one_model_agree()
    {
        var model = TestModels.Build(server, builder =>
        {
            KindsModel.Build(builder);
            BuildOwn(builder);
        });
        var snapshot = TestModels.ThroughSnapshot(server, model);
        await using var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, database.ConnectionString, model);

        await Compatibility.VerifyAsync(server, database.ConnectionString, snapshot, model, new ShapeMapping(), "one model");
    }

    [Fact]
    public async Task A_snapshot_makes_the_same_schema()
    {
        var model = TestModels.Build(server, KindsModel.Build);
        var snapshot = TestModels.ThroughSnapshot(server, model);

        Parity.AssertSame(
            await Parity.PlainAsync(server, oldModel: null, model),
            await Parity.PlainAsync(server, oldModel: null, snapshot));
    }
}
