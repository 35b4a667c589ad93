using Filler.Slices;
using Filler.Structures;

namespace Filler.Bench;

/// <summary>Slices a second on one core, against how fast memory takes the finished images.</summary>
internal static class SlicesBench
{
    private const int Slices = 400;

    public static int Run(TextWriter output)
    {
        var structure = RandomSpheres.Generate(new SpherePopulation(20, 0.12), 2000, 0.15, 1, CancellationToken.None);
        var index = new SliceIndex(structure);
        output.WriteLine($"structure: {structure.Count:N0} spheres of 20 nm in a box of {structure.BoxNm} nm");
        foreach (var (field, pixels, thickness) in new[] { (250.0, 64, 0.0), (500.0, 64, 0.0), (1000.0, 64, 0.0), (500.0, 128, 0.0), (500.0, 64, 30.0) })
        {
            var slicer = new SphereSlicer(index, new SliceFrame(field, pixels, thickness));
            var grey = new float[pixels * pixels];
            var seconds = Clock.Median(3, () =>
            {
                for (var i = 0; i < Slices; i++) slicer.Cut(slicer.DrawPlane(new RandomStream(1, (ulong)i)), grey);
            });
            // The floor: writing each pixel once as float.
            var floor = Clock.Median(3, () =>
            {
                for (var i = 0; i < Slices; i++) Array.Fill(grey, i);
            });
            output.WriteLine(
                $"slices: field {field,4} nm, {pixels,3} px, thickness {thickness,2} nm: {Slices / seconds,7:N0} /s on one core; "
                + $"writing the pixels alone {Slices / floor,11:N0} /s, ratio {floor / seconds:g2}");
        }

        return 0;
    }
}
