using System.Collections.Concurrent;
using EfPhased.Running;
using Microsoft.Extensions.Logging;

namespace EfPhased.Testing.Running;

/// <summary>Keeps the warnings that EfPhased gives an application's log, and tells of everything that it logs.</summary>
internal sealed class RecordingLoggers : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Warnings { get; } = new();

    public Action<EventId, string>? On { get; init; }

    public ILogger CreateLogger(string categoryName)
        => categoryName == Telemetry.Name ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        if (logLevel == LogLevel.Warning)
            Warnings.Enqueue(text);
        On?.Invoke(eventId, text);
    }

    public void Dispose()
    {
    }
}
