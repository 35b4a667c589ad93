namespace Filler.Structures;

/// <summary>
/// Where the lattice's wave vectors end and pairs of particles take over. Pairs up to a reach R blur S(q) over some 4/R; with the lattice's end at 24/R that
/// is a sixth of q at most, about as curves are smeared, and ever less above.
/// </summary>
/// <remarks>
/// A reach with H neighbours around a particle then needs K = 24³ N/(9πH) wave vectors. A neighbour costs about as much as forty vectors, so that a move is
/// cheapest at H = 3.5 √N and costs O(√N): the balance of Ewald sums (Perram, Petersen and De Leeuw, Mol. Phys. 65 (1988) 875). Small systems have a floor
/// of both that costs little.
/// </remarks>
internal static class SpectrumSplit
{
    private const double EndTimesReach = 24;
    private const double Balance = 3.5;
    private const double LeastNeighbours = 400;
    private const double LeastVectors = 6_000;

    public static int WaveVectors(int particles) =>
        (int)Math.Max(LeastVectors, Math.Pow(EndTimesReach, 3) * particles / (9 * Math.PI * Neighbours(particles)));

    public static double ReachNm(int particles, double boxNm) => boxNm * Math.Cbrt(Neighbours(particles) / (4.0 / 3.0 * Math.PI * particles));

    private static double Neighbours(int particles) => Math.Max(LeastNeighbours, Balance * Math.Sqrt(particles));
}
