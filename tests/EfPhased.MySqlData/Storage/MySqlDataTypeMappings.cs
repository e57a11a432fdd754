using System.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.MySqlData.Storage;

internal static class MySqlDataTypeMappings
{
    public static readonly RelationalTypeMapping LongText = new MySqlDataStringTypeMapping("longtext", StoreTypePostfix.None);
    public static readonly RelationalTypeMapping Varchar = new MySqlDataStringTypeMapping("varchar", StoreTypePostfix.Size);
    public static readonly RelationalTypeMapping Char = new MySqlDataStringTypeMapping("char", StoreTypePostfix.Size, fixedLength: true);
    public static readonly RelationalTypeMapping LongBlob = new ByteArrayTypeMapping("longblob");
    public static readonly RelationalTypeMapping Varbinary = new ByteArrayTypeMapping("varbinary", DbType.Binary);
    public static readonly RelationalTypeMapping Binary = new ByteArrayTypeMapping("binary", DbType.Binary);

    private static readonly RelationalTypeMapping Bool = new BoolTypeMapping("tinyint(1)", DbType.Boolean);
    private static readonly RelationalTypeMapping SByte = new SByteTypeMapping("tinyint", DbType.SByte);
    private static readonly RelationalTypeMapping Byte = new ByteTypeMapping("tinyint unsigned", DbType.Byte);
    private static readonly RelationalTypeMapping Short = new ShortTypeMapping("smallint", DbType.Int16);
    private static readonly RelationalTypeMapping UShort = new UShortTypeMapping("smallint unsigned", DbType.UInt16);
    private static readonly RelationalTypeMapping Int = new IntTypeMapping("int", DbType.Int32);
    private static readonly RelationalTypeMapping UInt = new UIntTypeMapping("int unsigned", DbType.UInt32);
    private static readonly RelationalTypeMapping Long = new LongTypeMapping("bigint", DbType.Int64);
    private static readonly RelationalTypeMapping ULong = new ULongTypeMapping("bigint unsigned", DbType.UInt64);
    private static readonly RelationalTypeMapping Decimal = new MySqlDataDecimalTypeMapping("decimal", precision: 18, scale: 2);
    private static readonly RelationalTypeMapping Double = new DoubleTypeMapping("double", DbType.Double);
    private static readonly RelationalTypeMapping Float = new FloatTypeMapping("float", DbType.Single);
    private static readonly RelationalTypeMapping Guid = new GuidTypeMapping("char(36)", DbType.Guid);
    private static readonly RelationalTypeMapping DateTime = new MySqlDataDateTimeTypeMapping("datetime");
    private static readonly RelationalTypeMapping Timestamp = new MySqlDataDateTimeTypeMapping("timestamp");
    private static readonly RelationalTypeMapping DateTimeOffset = new MySqlDataDateTimeOffsetTypeMapping("datetime");
    private static readonly RelationalTypeMapping DateOnly = new MySqlDataDateOnlyTypeMapping("date");
    private static readonly RelationalTypeMapping DateAsDateTime = new DateTimeTypeMapping("date", DbType.Date);
    private static readonly RelationalTypeMapping TimeOnly = new MySqlDataTimeOnlyTypeMapping("time");
    private static readonly RelationalTypeMapping TimeSpan = new MySqlDataTimeSpanTypeMapping("time");

    public static readonly IReadOnlyDictionary<Type, RelationalTypeMapping> ByClrType =
        new[]
        {
            Bool, SByte, Byte, Short, UShort, Int, UInt, Long, ULong, Decimal, Double, Float, Guid,
            DateTime, DateTimeOffset, DateOnly, TimeOnly, TimeSpan,
        }.ToDictionary(mapping => mapping.ClrType);

    // The first mapping of a row is the one taken when no CLR type is asked for.
    private static readonly Dictionary<string, RelationalTypeMapping[]> ByStoreType = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tinyint(1)"] = [Bool, SByte],
        ["char(36)"] = [Guid, Char],
        ["bool"] = [Bool],
        ["boolean"] = [Bool],
        ["tinyint"] = [SByte, Bool],
        ["tinyint unsigned"] = [Byte],
        ["smallint"] = [Short],
        ["smallint unsigned"] = [UShort],
        ["mediumint"] = [Int],
        ["int"] = [Int],
        ["integer"] = [Int],
        ["int unsigned"] = [UInt],
        ["bigint"] = [Long],
        ["bigint unsigned"] = [ULong],
        ["decimal"] = [Decimal],
        ["numeric"] = [Decimal],
        ["double"] = [Double],
        ["float"] = [Float],
        ["char"] = [Char, Guid],
        ["varchar"] = [Varchar, Guid],
        ["tinytext"] = [LongText],
        ["text"] = [LongText],
        ["mediumtext"] = [LongText],
        ["longtext"] = [LongText],
        ["json"] = [LongText],
        ["binary"] = [Binary],
        ["varbinary"] = [Varbinary],
        ["tinyblob"] = [LongBlob],
        ["blob"] = [LongBlob],
        ["mediumblob"] = [LongBlob],
        ["longblob"] = [LongBlob],
        ["date"] = [DateOnly, DateAsDateTime],
        ["time"] = [TimeOnly, TimeSpan],
        ["datetime"] = [DateTime, DateTimeOffset],
        ["timestamp"] = [Timestamp, DateTimeOffset],
    };

    public static IEnumerable<RelationalTypeMapping> ForStoreType(string storeType, string storeTypeBase)
        => ByStoreType.TryGetValue(storeType, out var exact) || ByStoreType.TryGetValue(storeTypeBase, out exact) ? exact : [];
}
