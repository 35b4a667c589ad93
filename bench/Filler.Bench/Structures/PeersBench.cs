using System.Globalization;
using Filler.Slices;
using Filler.Structures;

namespace Filler.Bench;

/// <summary>Spheres: slices beside scikit-image's discs, the pair correlation beside scipy's k-d tree, each on one core.</summary>
internal static class PeersBench
{
    private const double FieldNm = 1000, ReachNm = 100;
    private const int Pixels = 128, Slices = 200, Bins = 50;

    public static void Run(TextWriter output)
    {
        var structure = RandomSpheres.Generate(new SpherePopulation(20), 1500, 0.2, 1, CancellationToken.None);
        var path = Path.Combine(Path.GetTempPath(), $"filler-bench-{Environment.ProcessId}.npy");
        try
        {
            NpyFile.WriteParticles(path, structure);
            var slicer = new SphereSlicer(new SliceIndex(structure), new SliceFrame(FieldNm, Pixels));
            var grey = new float[Pixels * Pixels];
            var slice = Clock.Median(3, () =>
            {
                for (var i = 0; i < Slices; i++) slicer.Cut(slicer.DrawPlane(new RandomStream(1, (ulong)i)), grey);
            }) / Slices;
            Write(output, $"slices of {structure.Count:N0} spheres, {Pixels} px of {FieldNm} nm", slice, PythonPeer.SphereSlice(path, structure.BoxNm, FieldNm, Pixels, 20), "numpy and skimage.draw.disk");
            var pairs = Clock.Median(3, () => PairCorrelation.Of(structure, ReachNm, Bins, CancellationToken.None));
            Write(output, $"g(r) of {structure.Count:N0} spheres up to {ReachNm} nm", pairs, PythonPeer.PairCorrelation(path, structure.BoxNm, ReachNm, Bins), "scipy cKDTree.count_neighbors");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(TextWriter output, string what, double ours, double? peer, string name) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {ours * 1e3:0.###} ms on one core; {(peer is { } p ? $"{name} {p * 1e3:0.###} ms, ratio {p / ours:0.0}" : $"no {name} to compare with (apt-get install python3-skimage python3-scipy)")}"));
}
