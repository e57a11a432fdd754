namespace EfPhased.Dialects;

/// <summary>
/// What a server's error means for a run.
/// </summary>
internal enum ServerFault
{
    Other,

    /// <summary>A lock was not to be had in time.</summary>
    LockTimeout,

    /// <summary>The server broke a circle of waiting sessions by ending our statement.</summary>
    Deadlock,

    /// <summary>Somebody ended the statement, and not the session: a time limit, an administrator, or we ourselves.</summary>
    Cancelled,

    /// <summary>There is no space left for rows, files or temporary results.</summary>
    DiskFull,

    MissingRights,
    WrongPassword,
    NoConnection,
    UnknownTable,

    /// <summary>The server was asked to make nobody wait, and cannot do it so.</summary>
    NotOnline,

    /// <summary>The row's own values are at fault: too long, out of range, refused by a constraint.</summary>
    BadValue,
}
