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
    private readonly LineSampler sampler;

    /// <param name="part">The part of the volume that slices may show; null: all of it.</param>
    /// <exception cref="FieldOfViewException">The field, turned any way, does not fit; the message names the largest that does.</exception>
    public VolumeSlicer(GreyVolume volume, SliceFrame frame, Slab? part = null, Interpolation interpolation = Interpolation.Linear)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(frame);
        this.volume = volume;
        sampler = LineSampler.For(volume.Volume, interpolation);
        Frame = frame;
        (low, high) = CentresInside(volume, frame, part);
        var voxel = Math.Min(volume.Volume.VoxelNm.X, Math.Min(volume.Volume.VoxelNm.Y, volume.Volume.VoxelNm.Z));
        samplesPerPixel = Math.Clamp((int)Math.Ceiling(frame.PixelNm / voxel), 1, MostSamples);
        samplesInDepth = frame.ThicknessNm == 0 ? 1 : Math.Clamp((int)Math.Ceiling(2 * frame.ThicknessNm / voxel), 1, 4 * MostSamples);
    }

    public SliceFrame Frame { get; }

    public SlicePlane DrawPlane(RandomStream stream) => SlicePlane.Draw(stream, low, high, Frame.Orientation);

    public void Cut(in SlicePlane plane, Span<float> grey)
    {
        var pixels = Frame.Pixels;
        if (grey.Length != pixels * pixels) throw new ArgumentException($"{grey.Length} values for {pixels} × {pixels} pixels", nameof(grey));
        var (scale, black) = (1 / (volume.White - volume.Black), volume.Black);
        var share = 1f / ((float)samplesInDepth * samplesPerPixel * samplesPerPixel);
        var line = new float[pixels * samplesPerPixel];
        for (var row = 0; row < pixels; row++)
        {
            Array.Clear(line);
            for (var k = 0; k < samplesInDepth; k++)
            {
                for (var j = 0; j < samplesPerPixel; j++) AddLine(plane, (row * samplesPerPixel) + j, k, line);
            }

            var target = grey.Slice(row * pixels, pixels);
            for (var column = 0; column < pixels; column++)
            {
                var sum = 0f;
                for (var i = 0; i < samplesPerPixel; i++) sum += line[(column * samplesPerPixel) + i];
                target[column] = Math.Clamp(((sum * share) - black) * scale, 0f, 1f);
            }
        }
    }

    private void AddLine(in SlicePlane plane, int subRow, int layer, Span<float> line)
    {
        var step = Frame.PixelNm / samplesPerPixel;
        var depth = ((layer + 0.5) * Frame.ThicknessNm / samplesInDepth) - (Frame.ThicknessNm / 2);
        var first = (0.5 * step) - (Frame.FieldOfViewNm / 2);
        var start = plane.Centre + (depth * plane.Normal) + ((first + (subRow * step)) * plane.V) + (first * plane.U);
        var voxel = volume.Volume.VoxelNm;
        sampler.Add(
            new Vector3d((start.X / voxel.X) - 0.5, (start.Y / voxel.Y) - 0.5, (start.Z / voxel.Z) - 0.5),
            new Vector3d(step * plane.U.X / voxel.X, step * plane.U.Y / voxel.Y, step * plane.U.Z / voxel.Z),
            line);
    }

    private static (Vector3d Low, Vector3d High) CentresInside(GreyVolume volume, SliceFrame frame, Slab? part)
    {
        var (first, last) = (new double[3], new double[3]);
        // The shortest axis first: it is the one that a message should name.
        foreach (var axis in Enumerable.Range(0, 3).OrderBy(a => Between(a).High - Between(a).Low))
            (first[axis], last[axis]) = CentreRange.Inside(Between(axis).Low, Between(axis).High, axis, frame, "volume");
        return (new Vector3d(first[0], first[1], first[2]), new Vector3d(last[0], last[1], last[2]));

        (double Low, double High) Between(int axis)
        {
            var (from, to) = volume.Extent(axis);
            return part is { } slab && slab.Axis == axis ? (Math.Max(from, slab.LowNm), Math.Min(to, slab.HighNm)) : (from, to);
        }
    }
}
