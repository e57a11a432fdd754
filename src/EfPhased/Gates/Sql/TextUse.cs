namespace EfPhased.Gates.Sql;

/// <summary>
/// How surely program text uses what goes; the surest is the greatest.
/// </summary>
internal enum TextUse
{
    None,

    /// <summary>Only text that the program may run later holds the names.</summary>
    Dynamic,

    /// <summary>All columns of the table go somewhere by position.</summary>
    AllColumns,

    /// <summary>The name fits, and nothing else there has it.</summary>
    Probable,

    /// <summary>A row of the table becomes JSON, and the field is taken out of that by its name.</summary>
    Field,

    Certain,
}
