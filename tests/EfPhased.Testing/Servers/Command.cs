using System.Diagnostics;
using System.Text;

namespace EfPhased.Testing.Servers;

/// <summary>
/// A program as a user runs it, to its end.
/// </summary>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public string? Folder { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? InputFile { get; init; }

    /// <summary>The same program, in a terminal that is wide enough for what it says.</summary>
    public Command InTerminal()
    {
        var quoted = string.Join(' ', Arguments.Prepend(Program).Select(a => $"'{a.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        return this with
        {
            Program = "script",
            Arguments = ["--quiet", "--return", "--command", $"stty cols 250 rows 50; exec {quoted}", "/dev/null"],
            Environment = new Dictionary<string, string?>(Environment) { ["TERM"] = "xterm" },
        };
    }

    /// <summary>Presses keys as soon as they are asked for, and waits for the program to end.</summary>
    /// <param name="answers">What is asked, in this order, and the keys that answer it.</param>
    public async Task<CommandResult> AnswerAsync(params (string Asked, string Keys)[] answers)
    {
        using var process = Process.Start(StartInfo()) ?? throw new InvalidOperationException($"{Program} did not start.");
        using CancellationTokenSource timeout = new(Longest);
        await using var stop = timeout.Token.Register(() => process.Kill(entireProcessTree: true));
        var errors = process.StandardError.ReadToEndAsync();
        StringBuilder output = new();
        var read = new char[1024];
        var (asked, from) = (0, 0);
        while (await process.StandardOutput.ReadAsync(read) is var count and > 0)
        {
            output.Append(read, 0, count);
            if (asked == answers.Length || output.ToString().IndexOf(answers[asked].Asked, from, StringComparison.Ordinal) < 0)
                continue;
            from = output.Length;
            await process.StandardInput.WriteAsync(answers[asked++].Keys);
            await process.StandardInput.FlushAsync();
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(asked == answers.Length, $"{this} never asked '{(asked < answers.Length ? answers[asked].Asked : "")}'.\n{output}");
        return new CommandResult(ToString(), process.ExitCode, output.ToString(), await errors);
    }

    /// <summary>Starts the program and kills it with all its children, as <c>kill -9</c> does, as soon as something is so.</summary>
    public async Task KillWhenAsync(Func<Task<bool>> reached)
    {
        using var process = Process.Start(StartInfo()) ?? throw new InvalidOperationException($"{Program} did not start.");
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var fed = FeedAsync(process);
        while (!await reached())
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{this} ended with {process.ExitCode} before it could be killed.\n{await errors}");
            await Task.Delay(5);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await fed;
    }

    /// <summary>Presses Ctrl-C once as soon as something is reached, and waits for the command to end by itself.</summary>
    public Task<CommandResult> InterruptWhenAsync(Func<Task<bool>> reached) => RunAsync(async process =>
    {
        while (!process.HasExited)
        {
            if (await reached())
            {
                using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                await kill.WaitForExitAsync();
                return;
            }

            await Task.Delay(5);
        }
    });

    public Task<CommandResult> RunAsync() => RunAsync(_ => Task.CompletedTask);

    private async Task<CommandResult> RunAsync(Func<Process, Task> meanwhile)
    {
        using var process = Process.Start(StartInfo()) ?? throw new InvalidOperationException($"{Program} did not start.");
        StringBuilder output = new();
        StringBuilder errors = new();
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await FeedAsync(process);
        await meanwhile(process);

        using CancellationTokenSource timeout = new(Longest);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{this} did not end.\n{output}\n{errors}");
        }

        return new CommandResult(ToString(), process.ExitCode, output.ToString(), errors.ToString());
    }

    private ProcessStartInfo StartInfo()
    {
        ProcessStartInfo start = new(Program, Arguments)
        {
            WorkingDirectory = Folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host's own settings are not a user's, and a build must not leave processes behind.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;

        return start;
    }

    public override string ToString() => $"{Path.GetFileName(Program)} {string.Join(' ', Arguments)}";

    private async Task FeedAsync(Process process)
    {
        if (InputFile is not null)
        {
            try
            {
                await process.StandardInput.WriteAsync(await File.ReadAllTextAsync(InputFile));
            }
            catch (IOException)
            {
                // A client that stopped at an error reads no further.
                return;
            }
        }

        process.StandardInput.Close();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }
}

internal sealed record CommandResult(string Command, int ExitCode, string Output, string Errors)
{
    public string Text => Output + Errors;

    public CommandResult Succeeds()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }

    public CommandResult Fails(int exitCode, string code)
    {
        Assert.True(ExitCode == exitCode && Text.Contains(code, StringComparison.Ordinal), $"{Command} ended with {ExitCode}, not with {exitCode} and {code}.\n{Output}\n{Errors}");
        return this;
    }
}
