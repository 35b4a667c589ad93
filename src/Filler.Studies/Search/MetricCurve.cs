using System.Collections;
using Filler.Api;

namespace Filler.Studies;

/// <summary>A trial's epochs as costs, computed where they are read: a thousand trials' curves need not be copied for each decision.</summary>
internal sealed class MetricCurve(IReadOnlyList<EpochRecord> epochs, string metric) : IReadOnlyList<double>
{
    public int Count => epochs.Count;

    public double this[int index] => Metrics.ToCost(metric, epochs[index].Metric(metric));

    public IEnumerator<double> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
