namespace Filler.TestKit.Proxy;

/// <summary>What befalls one request.</summary>
public abstract record ProxyFault
{
    private ProxyFault()
    {
    }

    /// <summary>Refused with that code; the API server never sees it. 409 is a Conflict, 410 Expired, 429 TooManyRequests.</summary>
    public sealed record Refuse(int Code, int? RetryAfterSeconds = null) : ProxyFault;

    /// <summary>It takes effect, but the connection breaks before the answer.</summary>
    public sealed record LoseResponse : ProxyFault;

    /// <summary>The connection breaks, and the API server never sees the request.</summary>
    public sealed record Cut : ProxyFault;

    /// <summary>It waits, then goes on as usual.</summary>
    public sealed record Delay(TimeSpan Time) : ProxyFault;
}
