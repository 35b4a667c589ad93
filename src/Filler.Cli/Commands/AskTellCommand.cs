using System.CommandLine;
using Filler.Cli.AskTell;
using Filler.Search;

namespace Filler.Cli.Commands;

/// <summary><c>filler ask-tell</c>: the samplers for any program in any language.</summary>
internal static class AskTellCommand
{
    public static Command Create(Terminal terminal)
    {
        var sampler = new Option<string>("--sampler") { Description = "Used where the first line names none", DefaultValueFactory = _ => "auto" };
        sampler.AcceptOnlyFromAmong([.. SamplerFactory.Names]);
        var pruner = new Option<string>("--pruner") { Description = "Which trials go on, where the problem has a fidelity", DefaultValueFactory = _ => "asha" };
        pruner.AcceptOnlyFromAmong("none", "asha", "hyperband");
        var command = new Command("ask-tell", "Propose points to any program: JSON lines on standard input and output (docs/ask-tell.md)") { sampler, pruner };
        command.SetAction(parsed => new AskTellProtocol(terminal.Input, terminal.Output, terminal.Error, parsed.GetValue(sampler)!, parsed.GetValue(pruner)!).Run());
        return command;
    }
}
