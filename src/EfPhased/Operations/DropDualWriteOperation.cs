using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Removes the triggers that <see cref="AddDualWriteOperation"/> created.
/// </summary>
public sealed class DropDualWriteOperation : TablePhasedOperation;
