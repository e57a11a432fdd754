using System.Security.Cryptography;
using System.Text;
using EfPhased.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// Names of a shim's function and triggers. Triggers of one event fire in name order on PostgreSQL, and ours must see what the
/// application's own triggers made of the row: hence <c>zz_</c>. Those of a part below another come after the other's: hence a letter
/// before the hash, whose digits come before it.
/// </summary>
internal static class DualWriteNames
{
    public const string FunctionPrefix = "efphased_";
    public const string TriggerPrefix = "zz_efphased_";

    public static string Function(TablePhasedOperation operation) => FunctionPrefix + Id(operation);

    /// <summary>The function of the triggers on the other table, where a shim keeps two in step.</summary>
    public static string PartFunction(TablePhasedOperation operation) => Function(operation) + "_part";

    /// <summary>What records the last write through the old shape alone.</summary>
    public static string Record(TablePhasedOperation operation) => FunctionPrefix + Id(operation);

    public static string Trigger(TablePhasedOperation operation, string suffix) => $"{TriggerPrefix}{Id(operation)}_{suffix}";

    // Readable as far as it is safe in every server's 63 bytes; the hash keeps tables, schemas and changes apart.
    private static string Id(TablePhasedOperation operation)
    {
        var part = operation switch
        {
            AddRowDualWriteOperation o => $"\0{o.Rows.PartSchema}\0{o.Rows.Part}",
            DropRowDualWriteOperation o => $"\0{o.PartSchema}\0{o.Part}",
            _ => "",
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{operation.Schema}\0{operation.Table}\0{operation.Change}{part}")));
        var readable = new string([.. operation.Change.Where(char.IsAsciiLetterOrDigit).Take(28)]);
        var level = operation switch
        {
            AddRowDualWriteOperation { Rows.Parent: { } parent } => parent.Level,
            DropRowDualWriteOperation o => o.Level,
            _ => 0,
        };
        return $"{readable}_{(level == 0 ? "" : (char)('f' + Math.Min(level, 'z' - 'f')))}{hash[..8]}".ToLowerInvariant();
    }
}
