using System.Globalization;
using Filler.Networks;
using Filler.Slices;
using Filler.Structures;
using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Makes a stack's coarse axis fine with the network of a super-resolution: between two sections come as many as its factor says.</summary>
/// <remarks>
/// The network is a plane's; each voxel is seen in the plane along x and in the one along y, and the mean of the two answers counts (as for isotropic
/// electron microscopy, Heinrich et al. 2017). Stacks are worked through a few sections at a time, with as many more around them as the network reaches
/// over: the answer is that of the whole stack, in memory that does not grow with its sections.
/// </remarks>
public sealed class VolumeRefiner : IDisposable
{
    // 512 MB of fine voxels at once.
    private const long MostVoxels = 1L << 27;

    // Some 128 MB of activations after a convolution of 32 filters.
    private const int BatchPixels = 1 << 20;

    private const double Tolerance = 0.1;

    private readonly RestoringNetwork description;
    private readonly Network network;
    private readonly Device device;

    /// <param name="device">auto, cpu or cuda.</param>
    /// <param name="threads">CPU threads, ≥ 1.</param>
    /// <exception cref="SafeTensorsException">The weights are not those of a super-resolution.</exception>
    /// <exception cref="LibTorchException">The device that is asked for is missing.</exception>
    public VolumeRefiner(SafeTensors weights, string device, int threads)
    {
        ArgumentNullException.ThrowIfNull(weights);
        description = RestoringNetwork.Of(weights);
        this.device = Devices.Choose(device);
        set_num_threads(threads);
        network = new Network(GeneratorPlans.Of(description.Layer.Network, description.Layer.Factor, description.Layer.Factor));
        Weights.Write(network.State(), weights.Tensors);
        network.to(this.device);
        network.eval();
    }

    /// <summary>Fine sections to one coarse one.</summary>
    public int Factor => description.Layer.Factor;

    /// <summary>For tests: coarse sections at once; null: as many as memory allows.</summary>
    internal int? Sections { get; init; }

    /// <exception cref="ArgumentException">The network was trained for another voxel; the message says which and what to change.</exception>
    public void Check(VoxelVolume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        var (x, y, z) = volume.VoxelNm;
        if (Math.Abs(x - y) > Tolerance * x) throw new ArgumentException(Invariant($"voxels of {x:g4} × {y:g4} nm within a section; only square ones can be refined: resample the stack"));
        var ratio = z / x;
        if (Math.Abs(ratio - Factor) > Tolerance * Factor)
        {
            throw new ArgumentException(Invariant(
                $"sections {z:g4} nm apart are {ratio:0.##} voxels of {x:g4} nm, and the network restores {Factor} from one: train one with superResolution.factor: {Math.Max(2, Math.Round(ratio))}, or correct voxelNm and sectionNm"));
        }

        if (Math.Abs(x - description.PixelNm) > Tolerance * description.PixelNm)
        {
            throw new ArgumentException(Invariant(
                $"voxels of {x:g4} nm, and the network was trained on pixels of {description.PixelNm:g4} nm: train on slices whose fieldOfViewNm is {x:g4} times their pixels"));
        }
    }

    /// <summary>The fine sections in order, nx·ny values each, in the volume's own grey values; <see cref="Factor"/> times as many as it has.</summary>
    /// <exception cref="ArgumentException">See <see cref="Check"/>.</exception>
    public IEnumerable<float[]> Refine(VoxelVolume volume, CancellationToken cancellationToken)
    {
        Check(volume);
        return Chunks(volume, new GreyVolume(volume), cancellationToken);
    }

    public void Dispose() => network.Dispose();

    private IEnumerable<float[]> Chunks(VoxelVolume volume, GreyVolume grey, CancellationToken cancellationToken)
    {
        var reach = description.Layer.Reach;
        var size = volume.Nx * volume.Ny;
        var step = Sections ?? (int)Math.Clamp(MostVoxels / ((long)size * Factor), 1, volume.Nz);
        for (var from = 0; from < volume.Nz; from += step)
        {
            var to = Math.Min(from + step, volume.Nz);
            var (first, last) = (Math.Max(0, from - reach), Math.Min(volume.Nz, to + reach));
            var fine = Fine(volume, grey, first, last, from - first, to - first, cancellationToken);
            for (var z = 0; z < (to - from) * Factor; z++) yield return fine.AsSpan(z * size, size).ToArray();
        }
    }

    /// <returns>The fine sections of coarse sections <paramref name="from"/> to <paramref name="to"/>, counted from <paramref name="first"/>.</returns>
    private float[] Fine(VoxelVolume volume, GreyVolume grey, int first, int last, int from, int to, CancellationToken cancellationToken)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var values = new float[(long)(last - first) * volume.Ny * volume.Nx];
        for (var z = first; z < last; z++)
        {
            for (var y = 0; y < volume.Ny; y++) volume.CopyRow(y, z, values.AsSpan((((z - first) * volume.Ny) + y) * volume.Nx, volume.Nx));
        }

        // Not clipped to black and white, as slices are: what lies beyond is in the volume's values all the same.
        var (scale, shift) = Standardisation(grey);
        var coarse = tensor(values, [last - first, volume.Ny, volume.Nx]).mul_(scale).add_(shift);
        // Planes along x (one for each y), then along y (one for each x); the coarse axis lies across in both.
        var sum = Planes(coarse.permute(1, 2, 0), from, to, cancellationToken).permute(2, 0, 1)
            + Planes(coarse.permute(2, 1, 0), from, to, cancellationToken).permute(2, 1, 0);
        return sum.mul_(0.5 / scale).sub_(shift / scale).contiguous().data<float>().ToArray();
    }

    // Grey value v of the volume is shown as 255 (v − black) / (white − black), and standardised as the training images were.
    private (double Scale, double Shift) Standardisation(GreyVolume grey)
    {
        var scale = 255 / ((grey.White - (double)grey.Black) * description.GreyDeviation);
        return (scale, -(grey.Black * scale) - (description.GreyMean / description.GreyDeviation));
    }

    private Tensor Planes(Tensor planes, int from, int to, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var batch = (int)Math.Max(1, BatchPixels / (planes.shape[1] * planes.shape[2] * Factor));
        var fine = empty(planes.shape[0], planes.shape[1], (to - from) * Factor);
        for (var at = 0; at < planes.shape[0]; at += batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var end = Math.Min(at + batch, planes.shape[0]);
            var output = network.forward(planes.slice(0, at, end, 1).contiguous().unsqueeze(1).to(device)).squeeze(1);
            fine.slice(0, at, end, 1).copy_(output.slice(2, from * Factor, to * Factor, 1));
        }

        return fine.MoveToOuterDisposeScope();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
