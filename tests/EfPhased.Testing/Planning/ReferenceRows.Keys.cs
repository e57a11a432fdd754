using static EfPhased.Testing.Servers.ServerKind;

namespace EfPhased.Testing.Planning;

/// <content>Indexes, keys and constraints.</content>
internal static partial class ReferenceRows
{
    private static readonly ReferenceRow[] Keys =
    [
        new("AddForeignKey", "child new in this migration", "E", "R22",
            new ReferenceDetail("", ["CreateTable: a foreign key to a table in use"], "CreateBehaviour.Table_with_foreign_keys")),
        new("AddForeignKey", "existing table", "E (after R19) or C", "R15",
            new ReferenceDetail("", ["a new nullable column, its index and its key", "on an existing column"],
                "ForeignKeyBehaviour.On_a_new_optional_column", "ForeignKeyBehaviour.On_an_existing_column")),
        new("DropForeignKey", "", "E if new code breaks it, else C", "R16",
            new("no DB cascade", ["the column stays", "begins to follow up"], "ForeignKeyBehaviour.Begins_to_follow_up"),
            new("DB cascade", ["that cascades", "ends to follow up"], "ForeignKeyBehaviour.Dropped", "ForeignKeyBehaviour.Ends_to_follow_up")),
        new("AddPrimaryKey", "", "C", "R18",
            new ReferenceDetail("", ["a table without one"], "PrimaryKeyTests.Added")),
        new("DropPrimaryKey", "", "C", "R18",
            new ReferenceDetail("", ["for none", "for another", "for a composite one"],
                "PrimaryKeyTests.Dropped", "PrimaryKeyBehaviour.Made_composite")),
        new("AddUniqueConstraint", "", "E or C", "R17",
            new("C", ["an alternate key"], "KeyBehaviour.Alternate"),
            new("E: the old model keeps it", ["where an index was unique"], "KeyBehaviour.Alternate_where_an_index_was_unique")),
        new("DropUniqueConstraint", "", "C", "R16",
            new ReferenceDetail("", ["an alternate key"], "KeyBehaviour.Alternate_dropped")),
        new("AddCheckConstraint", "", "C (E if proven)", "R14",
            new("C", ["on an existing column"], "CheckBehaviour.Added"),
            new("E if proven", ["on a new column"], "CheckBehaviour.On_a_new_column")),
        new("DropCheckConstraint", "", "E (if new writes need it)", "R16",
            new ReferenceDetail("", ["the column stays", "changed"], "CheckBehaviour.Dropped", "CheckBehaviour.Changed")),
        new("CreateIndex", "table new here", "E", "R22",
            new ReferenceDetail("", ["of a new table"], "CreateBehaviour.Table_with_foreign_keys")),
        new("CreateIndex", "existing, not unique", "E", "R19",
            new("", ["not unique", "descending", "filtered", "included columns", "another method"],
                "CreateBehaviour.Index", "PostgreSqlIndexTests.Filtered_and_unique", "PostgreSqlIndexTests.Included_columns_changed", "PostgreSqlIndexTests.Method_and_operators"),
            new("FULLTEXT", ["full-text"]) { Only = MySql }),
        new("CreateIndex", "existing, unique", "E or C", "R17",
            new("C", ["unique", "unique, nulls not distinct"], "IndexBehaviour.Unique"),
            new("E: no row of the old version can break it", ["unique, on a new optional column"], "IndexBehaviour.Unique_on_a_new_optional_column", "IndexBehaviour.Unique_where_the_old_model_says_so_already")),
        new("CreateIndex", "PG partitioned", "E", "R33",
            new ReferenceDetail("", ["not unique"]) { Only = PostgreSql, Tests = ["PartitionTests.All_phases_and_back"] }),
        new("DropIndex", "plain / unique / needed by FK", "C", "R20",
            new("plain", ["not unique", "changed to unique"], "IndexBehaviour.Dropped", "IndexBehaviour.Made_unique"),
            new("unique", ["unique"], "IndexBehaviour.Unique_dropped"),
            new("needed by FK", ["that a foreign key needs"], "IndexBehaviour.Replaced_under_a_foreign_key", "IndexBehaviour.Dropped_that_a_foreign_key_used")),
        new("RenameIndex", "", "any", "R21",
            new ReferenceDetail("", ["name only"], "IndexBehaviour.Renamed")),
    ];
}
