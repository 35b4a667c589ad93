namespace Filler.Slices;

/// <summary>A slice as filler and matrix: grey above the midpoint between the darkest and brightest hundredth is filler.</summary>
public sealed class PhaseImage
{
    private readonly bool[] filler;

    /// <param name="grey">pixels × pixels bytes, row by row.</param>
    public PhaseImage(ReadOnlySpan<byte> grey, int pixels)
    {
        if (grey.Length != pixels * pixels) throw new ArgumentException($"{grey.Length} bytes are not an image of {pixels} × {pixels} pixels", nameof(grey));
        Pixels = pixels;
        var sorted = grey.ToArray();
        Array.Sort(sorted);
        var tail = sorted.Length / 100;
        var threshold = (sorted[tail] + sorted[^(tail + 1)]) / 2.0;
        filler = new bool[grey.Length];
        for (var i = 0; i < filler.Length; i++) filler[i] = grey[i] > threshold;
    }

    public int Pixels { get; }

    /// <summary>Share of the area that is filler: by Delesse's principle the volume fraction.</summary>
    public double AreaFraction => filler.Count(f => f) / (double)filler.Length;

    public bool this[int row, int column] => filler[(row * Pixels) + column];

    /// <summary>S₂(r): the chance that two points r pixels apart are both filler, along rows and columns (Torquato, Random Heterogeneous Materials,
    /// section 2.2).</summary>
    public double TwoPoint(int lag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lag, Pixels);
        var both = 0L;
        for (var a = 0; a < Pixels; a++)
        {
            for (var b = 0; b < Pixels - lag; b++)
            {
                if (this[a, b] && this[a, b + lag]) both++;
                if (this[b, a] && this[b + lag, a]) both++;
            }
        }

        return both / (2.0 * Pixels * (Pixels - lag));
    }

    /// <summary>Mean length in pixels of the chords that rows and columns cut out of a phase; chords that meet the rim are left out.</summary>
    public double MeanChord(bool ofFiller)
    {
        var (total, count) = (0L, 0L);
        for (var line = 0; line < 2 * Pixels; line++)
        {
            var start = -1;
            for (var i = 1; i < Pixels; i++)
            {
                var (now, before) = line < Pixels ? (this[line, i], this[line, i - 1]) : (this[i, line - Pixels], this[i - 1, line - Pixels]);
                if (now == before) continue;
                if (before == ofFiller && start >= 0) (total, count) = (total + i - start, count + 1);
                start = i;
            }
        }

        return count == 0 ? 0 : total / (double)count;
    }

    /// <summary>Centres of the connected filler regions (by edges), in pixels.</summary>
    public IReadOnlyList<(double X, double Y)> Regions()
    {
        var seen = new bool[filler.Length];
        var found = new List<(double X, double Y)>();
        var stack = new Stack<int>();
        for (var first = 0; first < filler.Length; first++)
        {
            if (!filler[first] || seen[first]) continue;
            var (x, y, size) = (0.0, 0.0, 0);
            seen[first] = true;
            for (stack.Push(first); stack.TryPop(out var at);)
            {
                var (row, column) = (at / Pixels, at % Pixels);
                (x, y, size) = (x + column + 0.5, y + row + 0.5, size + 1);
                if (column > 0) Visit(at - 1);
                if (column < Pixels - 1) Visit(at + 1);
                if (row > 0) Visit(at - Pixels);
                if (row < Pixels - 1) Visit(at + Pixels);
            }

            found.Add((x / size, y / size));
        }

        return found;

        void Visit(int at)
        {
            if (!filler[at] || seen[at]) return;
            seen[at] = true;
            stack.Push(at);
        }
    }
}
