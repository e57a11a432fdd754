using EfPhased.Testing.Faults;

namespace EfPhased.MySql.Tests;

/// <summary>The test host loads this assembly as a library; the fault matrix starts it as a process that can be killed.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => PackedRun.WorkAsync(MySqlServer.Instance, args);
}
