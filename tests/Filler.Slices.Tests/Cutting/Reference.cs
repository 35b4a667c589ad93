using Filler.Structures;

namespace Filler.Slices.Tests;

/// <summary>The slow, obvious slicer: no cells, no formulas for areas, only distances of points from centres.</summary>
internal static class Reference
{
    public static double[] Cut(ParticleStructure structure, SliceFrame frame, SlicePlane plane, int samples)
    {
        var levels = frame.ThicknessNm == 0 ? 1 : 24;
        var seen = Seen(structure, frame, plane);
        var grey = new double[frame.Pixels * frame.Pixels];
        var step = frame.PixelNm / samples;
        for (var p = 0; p < grey.Length; p++)
        {
            var inside = 0;
            for (var s = 0; s < samples * samples * levels; s++)
            {
                var u = (((p % frame.Pixels * samples) + (s % samples) + 0.5) * step) - (frame.FieldOfViewNm / 2);
                var v = (((p / frame.Pixels * samples) + (s / samples % samples) + 0.5) * step) - (frame.FieldOfViewNm / 2);
                var h = (((s / (samples * samples)) + 0.5) / levels * frame.ThicknessNm) - (frame.ThicknessNm / 2);
                if (seen.Exists(b => ((b.U - u) * (b.U - u)) + ((b.V - v) * (b.V - v)) + ((b.H - h) * (b.H - h)) < b.R * b.R)) inside++;
            }

            grey[p] = inside / (double)(samples * samples * levels);
        }

        return grey;
    }

    private static List<(double U, double V, double H, double R)> Seen(ParticleStructure structure, SliceFrame frame, SlicePlane plane)
    {
        var seen = new List<(double, double, double, double)>();
        for (var image = 0; image < 125; image++)
        {
            var shift = structure.BoxNm * new Vector3d((image % 5) - 2, (image / 5 % 5) - 2, (image / 25) - 2);
            for (var i = 0; i < structure.Count; i++)
            {
                var offset = new Vector3d(structure.X[i], structure.Y[i], structure.Z[i]) + shift - plane.Centre;
                var reach = frame.ReachNm + structure.Radius[i];
                if (offset.Dot(offset) > reach * reach || Math.Abs(offset.Dot(plane.Normal)) > structure.Radius[i] + (frame.ThicknessNm / 2)) continue;
                seen.Add((offset.Dot(plane.U), offset.Dot(plane.V), offset.Dot(plane.Normal), structure.Radius[i]));
            }
        }

        return seen;
    }
}
