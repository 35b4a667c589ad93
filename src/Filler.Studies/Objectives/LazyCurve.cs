using System.Collections;

namespace Filler.Studies;

/// <summary>Values after 1, 2, 3 … epochs, computed where they are read: of thousands of curves a sampler reads a few places.</summary>
internal sealed class LazyCurve(int count, Func<int, double> after) : IReadOnlyList<double>
{
    public int Count => count;

    public double this[int index] => after(index + 1);

    public IEnumerator<double> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
