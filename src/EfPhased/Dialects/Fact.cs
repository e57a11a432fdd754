namespace EfPhased.Dialects;

/// <summary>What waits while a statement runs.</summary>
internal enum Blocks
{
    Nothing,
    Writes,
    ReadsAndWrites,
}

/// <summary>What the server does: change its catalog, read all rows, or copy them.</summary>
internal enum Work
{
    None,
    Metadata,
    Scan,
    IndexBuild,
    Rewrite,
    Rows,
}

/// <summary>
/// One checked statement about a server: the lock that an operation takes, what waits for it and how long it holds.
/// </summary>
/// <param name="Id">The row of the fact catalog, such as PG-01.</param>
/// <param name="Kind">The kind of operation that the row is about.</param>
/// <param name="Lock">The lock or algorithm in the server's own words.</param>
/// <param name="Blocks">What waits while the lock is held.</param>
/// <param name="Work">What the server does meanwhile.</param>
/// <param name="Source">Where it is documented.</param>
/// <param name="VerifiedOn">The servers on which a test saw it.</param>
internal sealed record Fact(string Id, OperationKind Kind, string Lock, Blocks Blocks, Work Work, string Source, string VerifiedOn)
{
    public string WorkText => Work switch
    {
        Work.None => "no work",
        Work.Metadata => "metadata only",
        Work.Scan => "reads all rows",
        Work.IndexBuild => "builds an index",
        Work.Rewrite => "rewrites the table",
        _ => "rows in chunks",
    };
}

/// <summary>The kinds of operation that a dialect has a fact for.</summary>
internal enum OperationKind
{
    AddColumn,
    AddColumnWithDefault,
    AddColumnVolatileDefault,
    DropColumn,
    RenameColumn,
    SetDefault,
    SetNotNull,
    SetNotNullProven,
    DropNotNull,
    AddDualWrite,
    SwitchDualWrite,
    DropDualWrite,
    Backfill,
    CreateIndex,
    CreateIndexOnline,
    DropIndex,
    DropIndexOnline,
    RenameIndex,
    AddNotNullCheck,
    ValidateConstraint,
    DropConstraint,
    AddForeignKey,
    AddForeignKeyNotValid,
    ValidateForeignKey,
    DropForeignKey,
    AddUniqueUsingIndex,
    CreateTable,
    CreateTableReferencing,
    DropTable,
    Gate,
}
