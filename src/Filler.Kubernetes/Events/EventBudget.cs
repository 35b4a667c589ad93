using Filler.Kubernetes.Queues;

namespace Filler.Kubernetes.Events;

/// <summary>Per object 25 events at once and one in five minutes after that, as client-go's filter; the last 4096 objects are remembered.</summary>
internal sealed class EventBudget(TimeProvider time)
{
    private const int Burst = 25;
    private const double PerSecond = 1.0 / 300;
    private const int Remembered = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, TokenBucket> budgets = [];
    private readonly Queue<string> order = new();

    public bool TryTake(string uid)
    {
        lock (gate)
        {
            if (!budgets.TryGetValue(uid, out var budget))
            {
                budgets[uid] = budget = new TokenBucket(PerSecond, Burst, time);
                order.Enqueue(uid);
                if (order.Count > Remembered)
                    budgets.Remove(order.Dequeue());
            }
            return budget.TryTake();
        }
    }
}
