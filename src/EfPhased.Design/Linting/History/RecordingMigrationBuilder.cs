using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// Remembers from where in the code each operation came. Every call of the builder, and every extension method, takes the list
/// once per operation that it adds.
/// </summary>
internal sealed class RecordingMigrationBuilder(string? activeProvider) : MigrationBuilder(activeProvider)
{
    private readonly Dictionary<int, StackTrace> _calls = [];

    public override List<MigrationOperation> Operations
    {
        get
        {
            var operations = base.Operations;
            _calls[operations.Count] = new StackTrace(skipFrames: 1, fNeedFileInfo: false);
            return operations;
        }
    }

    /// <summary>The calls that led to each operation, innermost first.</summary>
    public IReadOnlyList<RecordedOperation> Recorded
        => [.. base.Operations.Select((o, i) => new RecordedOperation(o, _calls.GetValueOrDefault(i)))];
}

/// <param name="Operation">The operation.</param>
/// <param name="Call">Where it was added; null where that is unknown.</param>
internal sealed record RecordedOperation(MigrationOperation Operation, StackTrace? Call);
