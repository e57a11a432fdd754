using Microsoft.Extensions.Logging;

namespace EfPhased.Running;

/// <summary>
/// The numbers of what runs log, in the category EfPhased.
/// </summary>
internal static class PhasedEventId
{
    public static readonly EventId MigrationStarted = new(21001, nameof(MigrationStarted));
    public static readonly EventId MigrationFinished = new(21002, nameof(MigrationFinished));
    public static readonly EventId StepStarted = new(21003, nameof(StepStarted));
    public static readonly EventId StepDone = new(21004, nameof(StepDone));
    public static readonly EventId StepAlreadyDone = new(21005, nameof(StepAlreadyDone));
    public static readonly EventId StepProgress = new(21006, nameof(StepProgress));
    public static readonly EventId LockRetry = new(21007, nameof(LockRetry));
    public static readonly EventId WaitingForWindow = new(21008, nameof(WaitingForWindow));
    public static readonly EventId WaitingForRun = new(21009, nameof(WaitingForRun));
    public static readonly EventId HeldBack = new(21010, nameof(HeldBack));
    public static readonly EventId Notice = new(21011, nameof(Notice));
    public static readonly EventId BackfillProgress = new(21020, nameof(BackfillProgress));
    public static readonly EventId BackfillPaused = new(21021, nameof(BackfillPaused));
    public static readonly EventId BackfillThrottled = new(21022, nameof(BackfillThrottled));
    public static readonly EventId BackfillResumed = new(21023, nameof(BackfillResumed));
    public static readonly EventId BackfillHeldUp = new(21024, nameof(BackfillHeldUp));
    public static readonly EventId BackfillSlowed = new(21025, nameof(BackfillSlowed));
}
