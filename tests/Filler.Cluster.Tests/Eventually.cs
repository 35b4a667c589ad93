namespace Filler.Cluster.Tests;

public static class Eventually
{
    /// <exception cref="TimeoutException">It did not hold within 60 s.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60)) throw new TimeoutException("it did not come to hold within 60 s");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
