using System.Runtime.Intrinsics;

namespace Filler.Structures;

/// <summary>Moves the chosen ones of eight numbers to the front, in their order, without a branch for each.</summary>
internal static class LanePacking
{
    private static readonly int[] Orders = Make();

    /// <param name="chosen">A bit for each lane.</param>
    public static Vector256<int> Pack(Vector256<int> values, uint chosen) => Vector256.ShuffleNative(values, Vector256.LoadUnsafe(ref Orders[chosen * 8]));

    private static int[] Make()
    {
        var orders = new int[256 * 8];
        for (var chosen = 0; chosen < 256; chosen++)
        {
            var front = chosen * 8;
            for (var lane = 0; lane < 8; lane++)
            {
                if ((chosen >> lane & 1) == 1) orders[front++] = lane;
            }
        }

        return orders;
    }
}
