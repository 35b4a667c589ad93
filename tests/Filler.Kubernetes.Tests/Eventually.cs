namespace Filler.Kubernetes.Tests;

/// <summary>Waits for a state of the world, at most <c>limit</c> (30 s).</summary>
internal static class Eventually
{
    public static async Task<T> SeesAsync<T>(Func<Task<T>> look, Func<T, bool> isRight, TimeSpan? limit = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (isRight(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(start) > (limit ?? TimeSpan.FromSeconds(30)))
                throw new TimeoutException($"last seen: {System.Text.Json.JsonSerializer.Serialize(seen)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public static Task<bool> HoldsAsync(Func<bool> condition, TimeSpan? limit = null) => SeesAsync(() => Task.FromResult(condition()), b => b, limit);
}
