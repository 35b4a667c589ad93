using System.Diagnostics;
using System.Globalization;

namespace Filler.EndToEnd.Tests;

/// <summary>The processes that a process started, as the kernel lists them.</summary>
internal static class ChildProcesses
{
    // Any thread of the parent may have started a child, and threads come and go while they are listed.
    public static int[] Of(int parent)
    {
        var children = new List<int>();
        foreach (var thread in Directory.GetDirectories($"/proc/{parent}/task"))
        {
            try
            {
                var ids = File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                children.AddRange(ids.Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
            }
            catch (IOException)
            {
                // This thread has ended since; its children are listed under another.
            }
        }

        return [.. children.Distinct()];
    }

    public static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
    }

    public static async Task GoneAsync(int process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            using var found = Process.GetProcessById(process);
            await found.WaitForExitAsync(patience.Token);
        }
        catch (ArgumentException)
        {
            // It had left before it was looked for.
        }
    }
}
