using System.CommandLine;
using System.CommandLine.Parsing;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Options of commands that work on the database: when and how long they wait.
/// </summary>
internal sealed class LockOptions
{
    private const int WithoutLimit = 7 * 24 * 3600;

    private readonly Option<int> _wait = new("--wait")
    {
        Description = "Wait while another run works on the database; with a number, that many seconds at most",
        HelpName = "SECONDS",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = Seconds,
    };

    private readonly Option<bool> _takeOver = new("--take-over")
    {
        Description = "End the session of a run that has not been heard of for 30 s, instead of refusing",
    };

    private readonly Option<string> _window = new("--wait-for-window")
    {
        Description = "Ask for table locks only in these hours, local time; backfills and concurrent index builds go on", HelpName = "HH:MM-HH:MM",
    };

    private readonly Option<int?> _limit = new("--lock-limit")
    {
        Description = "Give up when a table lock was not to be had in so many seconds; 180 by default", HelpName = "SECONDS",
    };

    public LockOptions()
    {
        _window.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !IsWindow(token.Value))
                result.AddError($"'{token.Value}' is no window of time, such as 01:00-05:00.");
        });
        _limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--lock-limit takes 1 second at least.");
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _wait, _takeOver, _window, _limit })
            command.Options.Add(option);
    }

    public RunArguments Read(ParseResult args) => new()
    {
        WaitSeconds = args.GetValue(_wait),
        TakeOver = args.GetValue(_takeOver),
        LockWindow = args.GetValue(_window),
        LockLimitSeconds = args.GetValue(_limit),
    };

    private static bool IsWindow(string text)
        => text.Split('-') is [var from, var to] && from != to && IsTime(from) && IsTime(to);

    private static bool IsTime(string text)
        => TimeOnly.TryParseExact(text, "H:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    private static int Seconds(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
            return WithoutLimit;
        if (int.TryParse(result.Tokens[0].Value, out var seconds) && seconds >= 0)
            return seconds;
        result.AddError($"'{result.Tokens[0].Value}' is no number of seconds.");
        return 0;
    }
}
