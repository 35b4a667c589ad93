using System.Diagnostics;

namespace Filler.Node.Tests;

/// <summary>Programs that the tests type, as an administrator would.</summary>
internal static class Shell
{
    /// <returns>Its standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; with what it said.</exception>
    public static async Task<string> RunAsync(string program, params IReadOnlyList<string> arguments) => await RunAsync(program, "", arguments);

    /// <inheritdoc cref="RunAsync(string, IReadOnlyList{string})"/>
    /// <param name="input">Its standard input.</param>
    public static async Task<string> RunAsync(string program, string input, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{await error}\n{await output}");
    }
}
