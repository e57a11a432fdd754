using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Planning;

/// <summary>
/// One row of part C of the reference of DDL safety, "EF Core operation → class, phase, recipe", as it stands there.
/// </summary>
/// <param name="Operation">The operation, by the reference's name.</param>
/// <param name="Condition">The condition, or several.</param>
/// <param name="Phase">When it belongs: E(xpand), B(ackfill), S(witch), C(ontract).</param>
/// <param name="Recipe">The reference's recipes.</param>
/// <param name="Details">Each condition of the row by itself.</param>
internal sealed record ReferenceRow(string Operation, string Condition, string Phase, string Recipe, params ReferenceDetail[] Details);

/// <summary>One condition of a row.</summary>
/// <param name="Text">Which one; empty where the row has a single one.</param>
/// <param name="Cases">
/// The conditions of the <see cref="OperationRow"/>s that are it, with their operation in front (<c>CreateTable: …</c>) where that is
/// another one. Those that a provider does not have are left out.
/// </param>
/// <param name="Scenarios">The scenarios of recipe tests that carry it out on real servers, by their golden files: <c>IndexBehaviour.Unique</c>.</param>
internal sealed record ReferenceDetail(string Text, string[] Cases, params string[] Scenarios)
{
    /// <summary>The servers that know such a thing; null for all.</summary>
    public ServerKind? Only { get; init; }

    /// <summary>
    /// Tests that carry it out on real servers and are no scenarios of recipe tests, each by its class and method, of the servers that know
    /// such a thing: <c>PartitionTests.All_phases_and_back</c>.
    /// </summary>
    public string[] Tests { get; init; } = [];
}
