using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// The server's error number, without knowing the driver: MySqlConnector and MySql.Data both have a property Number, and their
/// SqlState is too coarse.
/// </summary>
internal static class MySqlErrorNumber
{
    public static int Of(DbException exception)
    {
        foreach (DictionaryEntry entry in exception.Data)
        {
            if (entry is { Key: "Server Error Code", Value: { } code })
                return Convert.ToInt32(code, CultureInfo.InvariantCulture);
        }

        var number = exception.GetType().GetProperty("Number")?.GetValue(exception) is int own ? own : 0;
        return number == 0 && exception.InnerException is DbException inner ? Of(inner) : number;
    }
}
