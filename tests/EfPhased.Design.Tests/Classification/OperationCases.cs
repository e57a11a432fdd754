namespace EfPhased.Design.Tests.Classification;

/// <summary>Every row of part C of the reference, on PostgreSQL and, where it is another answer, on MySQL and MariaDB.</summary>
internal static partial class OperationCases
{
    public static IEnumerable<OperationCase> All => [.. Columns, .. Keys, .. Tables];
}
