using Filler.Cli.Reports;
using Filler.Structures;

namespace Filler.Cli.Tests.Reports;

/// <summary>Slices with discs: clumped for the first classes, scattered for the last.</summary>
internal static class SampleDataset
{
    public const int Pixels = 64;

    public static DatasetSample Of(IReadOnlyList<string> classes, double fieldOfViewNm = 500, int slices = 8) => new()
    {
        Digest = "3f786850e387550fdab836ed7e6dc881de23001b9a5f0f7a3f786850e387550f",
        Software = "filler 0.1.0",
        Pixels = Pixels,
        FieldOfViewNm = fieldOfViewNm,
        ThicknessNm = 0,
        TrainPerClass = 500,
        ValidationPerClass = 200,
        EvaluationPerClass = 200,
        Classes = [.. classes.Select((name, i) => new ClassSlices(
            name,
            [$"train: 3 boxes of 1000 nm, {28_000 + i} particles, volume fraction 0.150", "evaluation: 2 boxes of 1000 nm, 18667 particles, volume fraction 0.150"],
            [.. Enumerable.Range(0, slices).Select(k => Slice(i, (ulong)k))]))],
    };

    private static byte[] Slice(int kind, ulong number)
    {
        var random = new RandomStream(11, (ulong)kind, number);
        var image = new byte[Pixels * Pixels];
        Array.Fill(image, (byte)28);
        var clumps = kind switch { 0 => 14, 1 => 5, _ => 70 };
        for (var clump = 0; clump < clumps; clump++)
        {
            var (x, y) = (random.NextDouble() * Pixels, random.NextDouble() * Pixels);
            for (var disc = 0; disc < 70 / clumps; disc++)
            {
                Paint(image, x, y, 0.7 + random.NextDouble());
                var angle = 2 * Math.PI * random.NextDouble();
                (x, y) = (x + (2.4 * Math.Cos(angle)), y + (2.4 * Math.Sin(angle)));
            }
        }

        return image;
    }

    private static void Paint(byte[] image, double x, double y, double radius)
    {
        for (var row = Math.Max(0, (int)(y - radius - 1)); row < Math.Min(Pixels, y + radius + 1); row++)
        {
            for (var column = Math.Max(0, (int)(x - radius - 1)); column < Math.Min(Pixels, x + radius + 1); column++)
            {
                var cover = Math.Clamp(radius + 0.5 - Math.Sqrt(((column + 0.5 - x) * (column + 0.5 - x)) + ((row + 0.5 - y) * (row + 0.5 - y))), 0, 1);
                var grey = (byte)(28 + (200 * cover));
                image[(row * Pixels) + column] = Math.Max(image[(row * Pixels) + column], grey);
            }
        }
    }
}
