namespace EfPhased.Design.Classification;

/// <summary>
/// What <c>dotnet ef-phased add</c> does instead, by recipe, in a sentence.
/// </summary>
internal static class SafeForms
{
    private static readonly Dictionary<string, string> Common = new()
    {
        ["R03"] = "add it optional, give new rows the default, fill the old ones in chunks, prove NOT NULL and set it",
        ["R04"] = "add it with a default that the previous version can live with, or fill it by trigger and backfill, and require it when that version is gone",
        ["R05"] = "take it out of the model, and drop it in a contract when no version uses it",
        ["R06"] = "add the new column, keep both in step by triggers, fill it and drop the old one in a contract; or keep the column with HasColumnName",
        ["R07"] = "map the property to a new column of the new type, keep both in step by triggers, fill it and drop the old one in a contract",
        ["R08"] = "by itself, with a short lock timeout and retries; a check on the column is swapped for one that is NOT VALID first",
        ["R10"] = "in an expand, once every version that runs can read NULL",
        ["R11"] = "set it in an expand, drop it in a contract",
        ["R12"] = "a plain column that a trigger and a backfill fill, or a virtual one where the server has them",
        ["R16"] = "in a contract, when no version relies on it",
        ["R20"] = "in a contract, online",
        ["R23"] = "drop its foreign keys and then the table in a contract, when no version uses it",
        ["R24"] = "keep the old name as a view that can be written until no version uses it; or keep the table with ToTable",
        ["R26"] = "add values in a migration of their own, readers first; rename and remove by a new type and a new column",
        ["R27"] = "a new sequence that starts above the old one, which goes in a contract",
        ["R28"] = "in a contract, when nothing is left in it",
        ["R29"] = "in chunks by key, each in a short transaction of its own, as a backfill does",
        ["R30"] = "say in a phased change which phase and class it is of",
        ["R31"] = "a new column with the new collation, filled and switched to; in place while no index is on it",
        ["R34"] = "jsonb",
        ["R35"] = "in a migration of its own",
        ["R36"] = "a new table or column filled in chunks, gh-ost or pt-online-schema-change; in place while the table is small",
        ["R37"] = "a column of the plain type with a check that is added NOT VALID and validated later",
        ["R38"] = "give it the name of the base type as default, and write rows of a new subtype only when no version is left that does not know it",
    };

    private static readonly Dictionary<string, string> PostgreSql = new()
    {
        ["R09"] = "add CHECK (… IS NOT NULL) NOT VALID, validate it, then SET NOT NULL, when no version writes NULL any more",
        ["R13"] = "a new column with a sequence as its default, filled in chunks; on a column in use set the sequence above the highest value in the same transaction",
        ["R14"] = "add it NOT VALID, repair the rows that offend it, then VALIDATE",
        ["R15"] = "index the column online, add the key NOT VALID, repair orphans, then VALIDATE",
        ["R17"] = "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX",
        ["R18"] = "prove NOT NULL, build a unique index online, then ADD PRIMARY KEY USING INDEX",
        ["R19"] = "CREATE INDEX CONCURRENTLY, outside a transaction",
        ["R33"] = "build it ON ONLY the table, CONCURRENTLY on each partition, and ATTACH each to it",
    };

    private static readonly Dictionary<string, string> MySql = new()
    {
        ["R09"] = "look for NULLs first, and change it with ALGORITHM=INPLACE, LOCK=NONE when no version writes NULL any more",
        ["R13"] = "a new table, gh-ost or pt-online-schema-change; in place while the table is small",
        ["R14"] = "a trigger that refuses what offends it; in place while the table is small",
        ["R15"] = "look for orphans, add the key with foreign_key_checks=0 and ALGORITHM=INPLACE, LOCK=NONE, look again",
        ["R17"] = "look for repeated values, then add it with ALGORITHM=INPLACE, LOCK=NONE",
        ["R18"] = "drop the old key and add the new one in one ALTER TABLE with ALGORITHM=INPLACE, LOCK=NONE",
        ["R19"] = "ALGORITHM=INPLACE, LOCK=NONE, which the server then refuses rather than copies",
    };

    /// <returns>The sentence; null for a recipe that is plain EF Core.</returns>
    public static string? Of(string recipe, bool isPostgreSql)
        => Common.GetValueOrDefault(recipe) ?? (isPostgreSql ? PostgreSql : MySql).GetValueOrDefault(recipe);
}
