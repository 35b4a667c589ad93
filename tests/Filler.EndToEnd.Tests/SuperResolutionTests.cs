using System.Text;

namespace Filler.EndToEnd.Tests;

/// <summary>From a stack with coarse sections to the network that its fine planes train, to the fine stack, to slices of that.</summary>
public sealed class SuperResolutionTests : IDisposable
{
    private const int Nx = 96, Ny = 64, Nz = 48, Factor = 4;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-sr-");

    [Fact]
    public async Task A_stack_is_made_fine_by_what_its_own_planes_teach()
    {
        var truth = Spheres();
        await WriteStackAsync(truth);
        await File.WriteAllTextAsync(At("study.yaml"), Manifest);

        var run = await FillerProcess.RunAsync("run", At("study.yaml"), "--run-folder", At("run"), "--no-progress");
        var refine = await FillerProcess.RunAsync("structure", "refine", At("study.yaml"), "--weights", At("run"), "--to", At("fine.nrrd"));
        var again = await FillerProcess.RunAsync("structure", "refine", At("study.yaml"), "--weights", At("run"), "--to", At("fine.nrrd"));
        var other = await FillerProcess.RunAsync(
            "structure", "refine", At("study.yaml"), "--weights", At("run"), "--to", At("b.nrrd"), "--set", "dataset.classes[0].structure.volume.sectionNm=4");
        var built = await FillerProcess.RunAsync(
            "dataset", "build", At("study.yaml"), "--run-folder", At("fine"), "--set", $"dataset.classes[0].structure.volume.file={At("fine.nrrd")}",
            "--set", "dataset.classes[0].structure.volume.voxelNm=2", "--set", "dataset.classes[0].structure.volume.sectionNm=2", "--set", "dataset.slices.orientation=random", "--set", "dataset.slices.fieldOfViewNm=32", "--set", "dataset.slices.pixels=16");

        Assert.True(run.Code == 0, run.ToString());
        var best = new RunRecord(At("run")).Study.Status!.Best!.SuperResolution!;
        Assert.True(best.GainLow > 0, $"{best.GainDb} dB, from {best.GainLow}");
        Assert.Contains("restores 4 pixels from one", await File.ReadAllTextAsync(Path.Combine(At("run"), "report.html")));

        Assert.True(refine.Code == 0, refine.ToString());
        var fine = await File.ReadAllBytesAsync(At("fine.nrrd"));
        var header = Encoding.ASCII.GetString(fine, 0, fine.Length - truth.Length);
        Assert.Contains($"sizes: {Nx} {Ny} {Nz}\n", header);
        Assert.Contains("filler weights sha256:=", header);
        Assert.True(Error(fine.AsSpan(header.Length), truth) < 0.8 * Error(Interpolated(truth), truth), $"{Error(fine.AsSpan(header.Length), truth)} against {Error(Interpolated(truth), truth)}");

        Assert.Equal((2, true), (again.Code, again.Error.Contains("exists already", StringComparison.Ordinal)));
        Assert.Equal(2, other.Code);
        Assert.Contains("train one with superResolution.factor: 2", other.Error);
        Assert.False(File.Exists(At("b.nrrd")) || File.Exists(At("b.nrrd.partial")));
        Assert.True(built.Code == 0, built.ToString());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(folder.FullName, name);

    private const string Manifest = """
        apiVersion: filler.dev/v1alpha1
        kind: Study
        metadata: { name: stack }
        spec:
          task: superResolution
          superResolution: { factor: 4 }
          objective: { metric: psnr }
          dataset:
            classes:
              - { name: stack, structure: { volume: { file: stack.npy, voxelNm: 2, sectionNm: 8 } } }
            slices: { fieldOfViewNm: 48, pixels: 24, orientation: xy, interpolation: nearest }
            independentImages: report
            guardNm: 8
            imagesPerClass: { train: 200, validation: 24, evaluation: 48 }
          model: { generator: { residualBlocks: 1, filters: 8 } }
          training: { epochs: 12, batchSize: 8 }
          search:
            algorithm: grid
            parameters: [{ path: training.learningRate, choice: [0.004, 0.008] }]
            pruning: { algorithm: none }
            maxTrials: 2
            parallelTrials: 2
        """;

    /// <summary>Soft spheres of radius 4 to 6 voxels, one in 1,500 voxels, a byte a voxel.</summary>
    private static byte[] Spheres()
    {
        var random = new Random(5);
        var spheres = Enumerable.Range(0, Nx * Ny * Nz / 1500)
            .Select(_ => (X: random.NextDouble() * Nx, Y: random.NextDouble() * Ny, Z: random.NextDouble() * Nz, R: 4 + (2 * random.NextDouble()))).ToArray();
        var grey = new byte[Nx * Ny * Nz];
        Parallel.For(0, grey.Length, i =>
        {
            var (x, y, z) = (i % Nx, i / Nx % Ny, i / (Nx * Ny));
            var depth = spheres.Max(s => s.R - Math.Sqrt(((s.X - x) * (s.X - x)) + ((s.Y - y) * (s.Y - y)) + ((s.Z - z) * (s.Z - z))));
            grey[i] = (byte)(30 + (190 * Math.Clamp(depth + 0.5, 0, 1)));
        });
        return grey;
    }

    private static byte Section(byte[] fine, int z, int i) => (byte)((fine[(((z * Factor) + 1) * Nx * Ny) + i] + fine[(((z * Factor) + 2) * Nx * Ny) + i] + 1) / 2);

    private async Task WriteStackAsync(byte[] fine)
    {
        await using var stream = File.Create(At("stack.npy"));
        var head = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({Nz / Factor}, {Ny}, {Nx}), }}".PadRight(117) + "\n";
        await stream.WriteAsync((byte[])[0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. Encoding.ASCII.GetBytes(head)]);
        for (var z = 0; z < Nz / Factor; z++) await stream.WriteAsync(Enumerable.Range(0, Nx * Ny).Select(i => Section(fine, z, i)).ToArray());
    }

    private static byte[] Interpolated(byte[] fine)
    {
        var values = new byte[fine.Length];
        for (var z = 0; z < Nz; z++)
        {
            var at = Math.Clamp(((z + 0.5) / Factor) - 0.5, 0, (Nz / Factor) - 1);
            var below = Math.Min((int)at, (Nz / Factor) - 2);
            for (var i = 0; i < Nx * Ny; i++)
                values[(z * Nx * Ny) + i] = (byte)Math.Round(((1 - (at - below)) * Section(fine, below, i)) + ((at - below) * Section(fine, below + 1, i)));
        }

        return values;
    }

    private static double Error(ReadOnlySpan<byte> values, byte[] truth)
    {
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++) sum += (values[i] - truth[i]) * (values[i] - truth[i]);
        return Math.Sqrt(sum / truth.Length);
    }
}
