using Filler.Structures;

namespace Filler.Slices;

/// <summary>Slices of a measured volume, wholly inside it or inside one part of it.</summary>
/// <remarks>
/// A pixel shows the mean over its own area and the section's thickness: pixels larger than a voxel take several samples, or fine structure would
/// alias into noise.
/// </remarks>
public sealed class VolumeSlicer : ISlicer
{
    private const int MostSamples = 16;

    private readonly GreyVolume volume;
    private readonly Vector3d low, high;
    private readonly int samplesPerPixel, samplesInDepth;

    /// <param name="part">The part of the volume that slices may show; null: all of it.</param>
    /// <exception cref="FieldOfViewException">The field, turned any way, does not fit; the message names the largest that does.</exception>
    public VolumeSlicer(GreyVolume volume, SliceFrame frame, Slab? part = null)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(frame);
        this.volume = volume;
        Frame = frame;
        (low, high) = CentresInside(volume, frame, part);
        var voxel = Math.Min(volume.Volume.VoxelNm.X, Math.Min(volume.Volume.VoxelNm.Y, volume.Volume.VoxelNm.Z));
        samplesPerPixel = Math.Clamp((int)Math.Ceiling(frame.PixelNm / voxel), 1, MostSamples);
        samplesInDepth = frame.ThicknessNm == 0 ? 1 : Math.Clamp((int)Math.Ceiling(2 * frame.ThicknessNm / voxel), 1, 4 * MostSamples);
    }

    public SliceFrame Frame { get; }

    public SlicePlane DrawPlane(RandomStream stream) => SlicePlane.Draw(stream, low, high);

    public void Cut(in SlicePlane plane, Span<float> grey)
    {
        var pixels = Frame.Pixels;
        if (grey.Length != pixels * pixels) throw new ArgumentException($"{grey.Length} values for {pixels} × {pixels} pixels", nameof(grey));
        var scale = 1.0 / (volume.White - volume.Black);
        for (var row = 0; row < pixels; row++)
        {
            for (var column = 0; column < pixels; column++)
            {
                grey[(row * pixels) + column] = (float)Math.Clamp((Mean(plane, row, column) - volume.Black) * scale, 0, 1);
            }
        }
    }

    private double Mean(in SlicePlane plane, int row, int column)
    {
        var step = Frame.PixelNm / samplesPerPixel;
        var depthStep = Frame.ThicknessNm / samplesInDepth;
        var normal = plane.Normal;
        var sum = 0.0;
        for (var k = 0; k < samplesInDepth; k++)
        {
            var origin = plane.Centre + (((k + 0.5) * depthStep - (Frame.ThicknessNm / 2)) * normal);
            for (var j = 0; j < samplesPerPixel; j++)
            {
                var left = origin + (((((row * samplesPerPixel) + j + 0.5) * step) - (Frame.FieldOfViewNm / 2)) * plane.V);
                for (var i = 0; i < samplesPerPixel; i++)
                {
                    var point = left + (((((column * samplesPerPixel) + i + 0.5) * step) - (Frame.FieldOfViewNm / 2)) * plane.U);
                    sum += volume.Sample(point.X, point.Y, point.Z);
                }
            }
        }

        return sum / ((double)samplesInDepth * samplesPerPixel * samplesPerPixel);
    }

    private static (Vector3d Low, Vector3d High) CentresInside(GreyVolume volume, SliceFrame frame, Slab? part)
    {
        Span<double> first = stackalloc double[3];
        Span<double> last = stackalloc double[3];
        var shortest = double.PositiveInfinity;
        for (var axis = 0; axis < 3; axis++)
        {
            var (from, to) = volume.Extent(axis);
            if (part is { } slab && slab.Axis == axis) (from, to) = (Math.Max(from, slab.LowNm), Math.Min(to, slab.HighNm));
            shortest = Math.Min(shortest, to - from);
            (first[axis], last[axis]) = (from + frame.ReachNm, to - frame.ReachNm);
        }

        if (shortest < 2 * frame.ReachNm)
        {
            throw new FieldOfViewException(
                $"a field of {frame.FieldOfViewNm:g6} nm turned any way does not fit into a part of the volume that is {shortest:g4} nm thin",
                SliceFrame.LargestField(shortest, frame.ThicknessNm));
        }

        return (new Vector3d(first[0], first[1], first[2]), new Vector3d(last[0], last[1], last[2]));
    }
}
