using System.Data.Common;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
internal static class PostgreSqlFaults
{
    public static ServerFault Of(DbException exception) => exception.SqlState switch
    {
        "55P03" => ServerFault.LockTimeout,
        "40P01" or "40001" => ServerFault.Deadlock,
        "42501" => ServerFault.MissingRights,
        "28P01" or "28000" => ServerFault.WrongPassword,
        "42P01" => ServerFault.UnknownTable,
        "53100" => ServerFault.DiskFull,
        "57014" => ServerFault.Cancelled,
        null when exception.InnerException is System.Net.Sockets.SocketException or IOException or TimeoutException => ServerFault.NoConnection,
        "57P01" or "57P02" or "57P03" or "3D000" or "53300" => ServerFault.NoConnection,
        { } state when state.StartsWith("08", StringComparison.Ordinal) => ServerFault.NoConnection,
        { } state when state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal) => ServerFault.BadValue,
        _ => ServerFault.Other,
    };
}
