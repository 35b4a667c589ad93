using Spectre.Console;

namespace Filler.Cli;

/// <summary>What a command writes to and reads the time from.</summary>
/// <param name="Console">Standard output with tables and colours, as far as it has them.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Environment">Environment variables by name.</param>
/// <param name="ProgramFolder">The folder of this program.</param>
internal sealed record Terminal(
    IAnsiConsole Console, TextWriter Output, TextWriter Error, TimeProvider Time, Func<string, string?> Environment, string ProgramFolder)
{
    /// <summary>Standard input.</summary>
    public TextReader Input { get; init; } = System.Console.In;

    /// <summary>The driver's list of this machine's cards, in its own words; null where there is no driver.</summary>
    public Func<string?> Cards { get; init; } = Api.Cards.AskDriver;

    /// <summary>Whether lines can be redrawn in place: a terminal, and one that takes escape sequences (<c>TERM=dumb</c> does not).</summary>
    public bool Interactive => Console.Profile.Capabilities is { Interactive: true, Ansi: true } && Console.Profile.Out.IsTerminal;

    public static Terminal Real() => new(
        AnsiConsole.Console, System.Console.Out, System.Console.Error, TimeProvider.System, System.Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
}
