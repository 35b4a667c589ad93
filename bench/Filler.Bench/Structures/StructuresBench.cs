using System.Diagnostics;
using Filler.Slices;
using Filler.Structures;

namespace Filler.Bench;

/// <summary>Structures and slices against the figures of bench/README.md and, where Debian's python3-scipy and python3-skimage are there, against them.</summary>
internal static class StructuresBench
{
    /// <param name="parts">spheres, peers, volumes, rmc, dataset, stack, reading; none for all.</param>
    public static int Run(string[] parts, TextWriter output)
    {
        // First: memory of the others would count against it.
        if (Chosen("stack")) StackBench.Memory(output);
        if (Chosen("spheres")) Spheres(output);
        if (Chosen("peers")) PeersBench.Run(output);
        if (Chosen("volumes")) VolumeSlices(output);
        if (Chosen("rmc")) ReverseMonteCarloMoves(output);
        if (Chosen("dataset")) DatasetBench.Run(output);
        if (Chosen("reading")) StackBench.Reading(output);
        return 0;

        bool Chosen(string part) => parts.Length == 0 || parts.Contains(part);
    }

    private static void Spheres(TextWriter output)
    {
        var start = Stopwatch.GetTimestamp();
        // A million spheres of 20 nm at 0.2.
        var structure = RandomSpheres.Generate(new SpherePopulation(20), Math.Cbrt(1e6 * Math.PI / 6 * 8000 / 0.2), 0.2, 1, CancellationToken.None);
        output.WriteLine($"random hard spheres: {structure.Count:N0} at 0.2 in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s; aim 5 s, stretch 1 s");
        var slicer = new SphereSlicer(new SliceIndex(structure), new SliceFrame(1000, 128));
        const int Slices = 2000;
        var seconds = Clock.Median(3, () => Parallel.For(0, Slices, new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => new float[128 * 128], (i, _, grey) =>
        {
            slicer.Cut(slicer.DrawPlane(new RandomStream(1, (ulong)i)), grey);
            return grey;
        }, _ => { }));
        output.WriteLine($"sphere slices: 128 px, 1000 nm, {structure.Count:N0} spheres: {Slices / seconds:N0} /s on 2 cores; aim 500, stretch 3,000");
    }

    private static void VolumeSlices(TextWriter output)
    {
        const int Edge = 1024, Pixels = 512, Slices = 20;
        var path = Path.Combine(Path.GetTempPath(), $"filler-bench-{Environment.ProcessId}.npy");
        try
        {
            NpyFile.Write(path, Edge);
            using var volume = VolumeFile.Open(path, new VolumeFileOptions(VoxelNm: 1), CancellationToken.None);
            var slicer = new VolumeSlicer(new GreyVolume(volume), new SliceFrame(Pixels, Pixels));
            var grey = new float[Pixels * Pixels];
            var seconds = Clock.Median(3, () =>
            {
                for (var i = 0; i < Slices; i++) slicer.Cut(slicer.DrawPlane(new RandomStream(1, (ulong)i)), grey);
            }) / Slices;
            output.WriteLine($"volume slices: {Pixels} px from {Edge}³ bytes, mapped: {1 / seconds:N0} /s on one core, {seconds / (Pixels * Pixels) * 1e9:0.0} ns a pixel");
            if (PythonPeer.VolumeSlice(path, Pixels, Slices) is { } scipy) output.WriteLine($"volume slices: scipy map_coordinates (order 1), one core: {1 / scipy:N1} /s, ratio {scipy / seconds:0.0}; aim 5, stretch 15");
            else output.WriteLine("volume slices: no scipy to compare with (apt-get install python3-scipy)");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void ReverseMonteCarloMoves(TextWriter output)
    {
        // 60 q from the lowest of the box upwards, one curve that no structure fits: every move is tried and none ends the walk.
        const int Particles = 10_000;
        var q = Enumerable.Range(0, 60).Select(i => 0.02 * Math.Pow(40, i / 59.0)).ToArray();
        var curve = new ScatteringCurve(q, [.. q.Select(v => 1 / (1 + (v * v * 400)))], [.. q.Select(_ => 1e-3)], new double[60]);
        foreach (var (vectors, moves) in new[] { (default(int?), 600_000), (6_000, 600_000), (20_000, 200_000), (250_000, 20_000) })
        {
            var options = new ReverseMonteCarloOptions(10, 0.1, 0.15, Particles) { MaxMoves = moves + Particles, WaveVectors = vectors };
            var (wall, cpu) = (0L, TimeSpan.Zero);
            var watch = new Watch(() => (wall, cpu) = wall == 0 ? (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime) : (wall, cpu));
            var fit = ReverseMonteCarlo.Fit(curve, options, watch, CancellationToken.None);
            var (seconds, busy) = (Stopwatch.GetElapsedTime(wall).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            output.WriteLine(
                $"reverse Monte Carlo: {Particles:N0} particles, 60 q, {(vectors is { } asked ? $"{asked:N0} wave vectors" : "the default")}: {moves / busy:N0} moves per second of one core ({moves / seconds:N0} by the clock; {fit.StopReason}); aim 20,000, stretch 200,000");
        }
    }

    private sealed class Watch(Action seen) : IProgress<ReverseMonteCarloProgress>
    {
        public void Report(ReverseMonteCarloProgress value) => seen();
    }
}
