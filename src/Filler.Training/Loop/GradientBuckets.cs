using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Gradients of many weights as few long rows, each of which crosses to another device at once.</summary>
internal static class GradientBuckets
{
    private const long Bytes = 25 << 20;

    /// <summary>Adds the gradients of one copy of the weights to those of another, wherever the two are.</summary>
    public static void Add(IReadOnlyList<Parameter> to, IReadOnlyList<Parameter> from)
    {
        using var quiet = no_grad();
        foreach (var bucket in Of(to))
        {
            using var scope = NewDisposeScope();
            var row = cat([.. bucket.Select(i => Gradient(from[i]).flatten())], 0).to(to[bucket.Start.Value].device);
            var at = 0L;
            foreach (var target in bucket.Select(i => Gradient(to[i])))
            {
                target.add_(row.slice(0, at, at + target.numel(), 1).view(target.shape));
                at += target.numel();
            }
        }
    }

    /// <summary>Neighbouring weights of 25 MiB together, or one that is larger.</summary>
    internal static IEnumerable<Range> Of(IReadOnlyList<Parameter> weights)
    {
        var (from, size) = (0, 0L);
        for (var i = 0; i < weights.Count; i++)
        {
            var own = weights[i].numel() * weights[i].ElementSize;
            if (i > from && size + own > Bytes)
            {
                yield return from..i;
                (from, size) = (i, 0);
            }

            size += own;
        }

        if (from < weights.Count) yield return from..weights.Count;
    }

    private static Tensor Gradient(Parameter weight) => weight.grad ?? throw new InvalidOperationException("a weight has no gradient");

    private static IEnumerable<T> Select<T>(this Range range, Func<int, T> of) => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value).Select(of);
}
