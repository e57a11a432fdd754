using System.Globalization;
using EfPhased.Benchmarks;
using EfPhased.References;

// Ratios against a baseline in the same run; absolute times say more about the machine than about the code.
//   [ROUNDS]                                                             dotnet ef-phased add against dotnet ef migrations add
//   references FOLDER [ROUNDS [TABLE COLUMN ENTITYTYPE PROPERTY]]        a scan of somebody's C# against ripgrep
if (args is ["references", var folder, ..])
{
    ReferenceTarget? somewhere = args is [_, _, _, var table, var column, var type, var property]
        ? new(table, column) { Properties = [new MappedProperty(type, property)] }
        : null;
    ReferenceBenchmark.Run(folder, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 7, somewhere);
    return;
}

using var workspace = Workspace.Create();
await AddBenchmark.RunAsync(workspace, rounds: args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5);
