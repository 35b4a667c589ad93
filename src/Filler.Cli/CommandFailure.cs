namespace Filler.Cli;

/// <summary>Ends a command with a message for the user and an exit code of the table.</summary>
/// <param name="code">See <see cref="ExitCode"/>.</param>
/// <param name="message">Names the path or field, the value and the fix.</param>
internal class CommandFailure(int code, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Code { get; } = code;
}
