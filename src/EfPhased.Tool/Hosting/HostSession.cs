using System.Diagnostics;
using System.Text.Json;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Building;

namespace EfPhased.Tool.Hosting;

/// <summary>
/// One conversation with the host: a request, then replies until the last.
/// </summary>
internal sealed class HostSession(ProcessStartInfo start, Action<Reply> onReply, Action<string> onApplicationOutput)
{
    /// <returns>The result, or the error that ended the command.</returns>
    /// <exception cref="ToolException">EFP5010: the process ended without an answer.</exception>
    public async Task<Reply> RunAsync(HostRequest request, CancellationToken cancel)
    {
        using var process = DotnetCommand.Start(start);
        var json = JsonSerializer.Serialize(request, ProtocolJson.Default.HostRequest);
        try
        {
            await process.StandardInput.WriteLineAsync(json.AsMemory(), CancellationToken.None);
            await process.StandardInput.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It ended before it listened; the reason is in what it prints and in its exit code.
        }

        // The host stops at the next safe point, and answers as usual. When its input ends after that, because this process was ended
        // by a second Ctrl-C, it does not wait.
        await using var stop = cancel.Register(() => AskToStop(process.StandardInput));

        var errors = CopyErrorsAsync(process);
        var result = await ReadAsync(process);
        await errors;
        await process.WaitForExitAsync(CancellationToken.None);
        return result ?? throw (cancel.IsCancellationRequested ? Errors.Interrupted() : Errors.HostEnded(process.ExitCode));
    }

    private static void AskToStop(StreamWriter input)
    {
        try
        {
            input.WriteLine(HostRequest.StopWord);
            input.Flush();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    private async Task<Reply?> ReadAsync(Process process)
    {
        Reply? result = null;
        var blank = false;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (!line.StartsWith(Reply.Marker, StringComparison.Ordinal))
            {
                // The host breaks the line before each reply, so one blank line is its own.
                if (blank)
                    onApplicationOutput("");
                blank = line.Length == 0;
                if (!blank)
                    onApplicationOutput(line);
                continue;
            }

            blank = false;
            var reply = JsonSerializer.Deserialize(line.AsSpan(Reply.Marker.Length), ProtocolJson.Default.Reply)!;
            if (reply is LogReply or EventReply)
                onReply(reply);
            else
                result = reply;
        }

        return result;
    }

    private async Task CopyErrorsAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
            onApplicationOutput(line);
    }
}
