namespace EfPhased.Testing.Faults;

/// <summary>What happens to a run.</summary>
internal enum FaultKind
{
    /// <summary>The server ends all of the run's sessions.</summary>
    EndSessions,

    /// <summary>The server ends one of them, whichever it is.</summary>
    EndOneSession,

    /// <summary>The server cancels whatever statement is executing.</summary>
    CancelStatement,

    /// <summary>Somebody reads in an open transaction, for longer than the run tries to lock a table.</summary>
    HoldTables,

    /// <summary>Somebody has locked rows, and ends the transaction only after a while.</summary>
    HoldRows,

    /// <summary>The run itself stops where it is, without a word to the server.</summary>
    Stop,

    /// <summary>The operator presses Ctrl-C.</summary>
    Cancel,

    /// <summary>The same command is started a second time while it runs.</summary>
    SecondRun,

    /// <summary>The process is killed (SIGKILL).</summary>
    Kill,

    /// <summary>The server dies and comes back (pg_ctl stop -m immediate, kill -9).</summary>
    RestartServer,

    /// <summary>The disk is full until the run has ended.</summary>
    FillDisk,

    /// <summary>The server limits how long a statement may take, to a few milliseconds.</summary>
    StatementTimeout,

    /// <summary>Somebody locks the rows of a chunk in another order.</summary>
    Deadlock,

    /// <summary>The runner's clock is put back by an hour. The server's cannot be; it is asked for durations only.</summary>
    ClockBack,
}
