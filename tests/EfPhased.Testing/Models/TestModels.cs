using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Models;

/// <summary>
/// Ways to a finalised design-time model, which serves EF's differ as well as <c>UseModel</c>.
/// </summary>
public static class TestModels
{
    /// <summary>The model that a delegate builds; <c>Entity("App.Customer")</c> makes a property bag.</summary>
    public static IModel Build(TestServer server, Action<ModelBuilder> build) => BuiltContext.DesignTimeModel(server, build);

    /// <summary>The model of an application's own context.</summary>
    public static IModel FromContext(DbContext context) => context.GetService<IDesignTimeModel>().Model;

    /// <summary>The model that a snapshot or a Designer file holds: property bags only, no code of the application.</summary>
    public static IModel FromSnapshot(TestServer server, ModelSnapshot snapshot) => SnapshotModels.Load(server, snapshot.Model);

    /// <summary>The same as version N-1 left it behind: written as a snapshot, compiled, loaded.</summary>
    /// <param name="server">The server as the version that wrote it has it.</param>
    /// <param name="model">The model.</param>
    /// <param name="reader">As the version that loads it has it; null for the same.</param>
    public static IModel ThroughSnapshot(TestServer server, IModel model, TestServer? reader = null) =>
        FromSnapshot(reader ?? server, SnapshotCompiler.Compile(SnapshotSource(server, model)));

    /// <summary>The C# of the snapshot that <c>dotnet ef migrations add</c> writes for this model.</summary>
    public static string SnapshotSource(TestServer server, IModel model) => SnapshotModels.Write(server, model);
}
