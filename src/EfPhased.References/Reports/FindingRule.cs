namespace EfPhased.References.Reports;

/// <summary>
/// A kind of finding as editors and build services know it: by a code of its own.
/// </summary>
/// <param name="Code">EFP6001 and up.</param>
/// <param name="Name">A name without spaces.</param>
/// <param name="Text">What it means.</param>
internal sealed record FindingRule(string Code, string Name, string Text)
{
    public static readonly FindingRule UnusedSuppression = new("EFP6061", "UnusedSuppression", "A suppression suppresses nothing");

    public static readonly IReadOnlyList<FindingRule> All = [.. Enum.GetValues<ReferenceKind>().Select(Of), UnusedSuppression];

    public static FindingRule Of(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Property => new("EFP6001", "PropertyUse", "A property is used whose column a contract removes"),
        ReferenceKind.PropertyName => new("EFP6002", "PropertyName", "A string names a property whose column a contract removes"),
        ReferenceKind.Mapping => new("EFP6003", "Mapping", "Configuration maps a column that a contract removes"),
        ReferenceKind.Sql => new("EFP6004", "SqlColumn", "SQL names a column that a contract removes"),
        ReferenceKind.SelectStar => new("EFP6005", "SelectStar", "SELECT * reads a table of which a contract removes a column"),
        ReferenceKind.Table => new("EFP6006", "SqlTable", "SQL names a table that a contract removes"),
        ReferenceKind.Text => new("EFP6007", "Text", "Text names a table and a column that a contract removes"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no rule for it."),
    };

    /// <summary>What is wrong at one place, in one line.</summary>
    public static string Message(ScannedChange change, Finding finding)
        => $"'{finding.Target}' is removed by the contract of '{change.Change}' ({NameOf(finding.Confidence)}): {finding.Statement}";

    public static string NameOf(Confidence confidence) => confidence.ToString().ToLowerInvariant();
}
