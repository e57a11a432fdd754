using Xunit;

namespace EfPhased.MySql.Tests.Running;

/// <summary>
/// Tests that nothing else runs beside. On these servers a procedure of one database may use the tables of any other, so a gate looks at
/// all of them, those of tests at the same time included.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
