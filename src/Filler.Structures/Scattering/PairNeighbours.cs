using System.Numerics;
using System.Runtime.Intrinsics;

namespace Filler.Structures;

/// <summary>The spheres around a point: for each the bin of its distance and its radius class.</summary>
internal sealed class PairNeighbours
{
    public int Count { get; set; }

    public int[] Bins { get; private set; } = new int[1024];

    public int[] Classes { get; private set; } = new int[1024];

    public void MakeRoomFor(int more)
    {
        if (Bins.Length >= Count + more) return;
        var size = 2 * (Count + more);
        (Bins, Classes) = (Grown(Bins, size), Grown(Classes, size));
    }

    /// <summary>Appends those of eight whose bit is set; there must be room for eight.</summary>
    public void Append(Vector256<int> bins, Vector256<int> classes, uint chosen)
    {
        LanePacking.Pack(bins, chosen).StoreUnsafe(ref Bins[Count]);
        LanePacking.Pack(classes, chosen).StoreUnsafe(ref Classes[Count]);
        Count += BitOperations.PopCount(chosen);
    }

    private static int[] Grown(int[] values, int size)
    {
        Array.Resize(ref values, size);
        return values;
    }
}
