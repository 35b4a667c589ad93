using Filler.TestKit.Proxy;

namespace Filler.Cluster.Tests.Faults;

/// <summary>Faults of one request in ten, drawn from a seed: refusals, broken connections, lost answers, and every watch cut.</summary>
internal sealed class RequestFaults(ApiServerProxy proxy, int seed)
{
    private static readonly ProxyFault[] Kinds =
    [
        new ProxyFault.Refuse(409), new ProxyFault.Refuse(410), new ProxyFault.Refuse(429, 1), new ProxyFault.Refuse(500), new ProxyFault.Cut(), new ProxyFault.LoseResponse(),
    ];

    private readonly Random random = new(seed);
    private int made;

    public int Made => made;

    public ProxyFault? Next(ProxiedRequest request)
    {
        lock (random)
        {
            if (random.NextDouble() >= 0.1) return null;
            made++;
            var kind = random.Next(Kinds.Length + 1);
            if (kind < Kinds.Length) return Kinds[kind];
        }

        proxy.CutConnections();
        return null;
    }
}
