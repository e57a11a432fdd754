using System.Data.Common;
using System.Net.Sockets;

namespace EfPhased.Design.Planning;

/// <summary>
/// No connection string, one that the provider does not read, nobody there, no rights, no answer in time: none of it keeps a plan
/// from being made, because plans are made without a database too.
/// </summary>
internal static class OutOfReach
{
    public static bool Is(Exception e)
        => e is DbException or InvalidOperationException or ArgumentException or SocketException or TimeoutException or OperationCanceledException;
}
