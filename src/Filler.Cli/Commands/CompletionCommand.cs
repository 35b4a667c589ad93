using System.CommandLine;

namespace Filler.Cli.Commands;

/// <summary><c>filler completion bash|zsh|fish</c>: a script that asks filler itself (<c>[suggest]</c>), so that it never goes stale.</summary>
internal static class CompletionCommand
{
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print a completion script; e.g. source <(filler completion bash)") { shell };
        command.SetAction(parsed => terminal.Output.Write(Scripts[parsed.GetValue(shell)!]));
        return command;
    }

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # filler completion for bash:  source <(filler completion bash)
            _filler() {
              local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
              COMPREPLY=($(compgen -W "$(filler "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
              [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))
            }
            complete -o filenames -F _filler filler

            """,
        ["zsh"] = """
            # filler completion for zsh:  source <(filler completion zsh)
            _filler() {
              local -a found
              found=("${(@f)$(filler "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              [[ -n "${found[1]}" ]] && compadd -a found
              _files
            }
            compdef _filler filler

            """,
        ["fish"] = """
            # filler completion for fish:  filler completion fish | source
            function __filler
              set -l line (commandline -cp)
              filler "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c filler -a '(__filler)'

            """,
    };
}
