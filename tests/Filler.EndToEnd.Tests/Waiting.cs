namespace Filler.EndToEnd.Tests;

/// <summary>Waits for something on the disk to come true, or for the process that should make it true to end.</summary>
internal static class Waiting
{
    public static async Task UntilAsync(FillerProcess process, Func<bool> come)
    {
        while (!come() && !process.HasExited) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
    }
}
