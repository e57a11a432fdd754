using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Drops the view that <see cref="RenameTableBehindViewOperation"/> put under a table's old name.
/// </summary>
public sealed class DropOldTableViewOperation : TablePhasedOperation;
