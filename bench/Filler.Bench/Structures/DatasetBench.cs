using System.Diagnostics;
using Filler.Api;
using Filler.Datasets;
using Filler.Storage;

namespace Filler.Bench;

/// <summary>The seed's largest dataset, end to end: structures grown, slices cut, files written and digested.</summary>
internal static class DatasetBench
{
    public static void Run(TextWriter output)
    {
        // Three classes of 8,000 + 8,000 + 1,000 images.
        var spec = new DatasetSpec
        {
            Classes =
            [
                new ClassSpec { Name = "M-SBR", Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = "endModifiedSbr" } } },
                new ClassSpec { Name = "n-SBR", Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = "nonModifiedSbr" } } },
                new ClassSpec { Name = "Rnd", Structure = new StructureSpec { Random = new RandomStructureSpec() } },
            ],
            Slices = new SlicesSpec { FieldOfViewNm = 500, Pixels = 128 },
            ImagesPerClass = new ImagesPerClassSpec { Train = 8000, Validation = 8000, Evaluation = 1000 },
        };
        var folder = Directory.CreateTempSubdirectory("filler-bench-");
        try
        {
            var start = Stopwatch.GetTimestamp();
            var store = new FolderBlobStore(folder.FullName);
            var manifest = new DatasetBuilder(new StructureGrower()).BuildAsync(DatasetRecipe.From(spec, folder.FullName), store, null, 2, CancellationToken.None).GetAwaiter().GetResult();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var images = manifest.Train.Count + manifest.Validation.Count + manifest.Evaluation.Count;
            var bytes = (long)images * spec.Slices.Pixels * spec.Slices.Pixels;
            var writing = Clock.Median(1, () =>
            {
                using var stream = File.Create(Path.Combine(folder.FullName, "floor"));
                var block = new byte[1 << 20];
                for (var left = bytes; left > 0; left -= block.Length) stream.Write(block);
                stream.Flush(flushToDisk: true);
            });
            output.WriteLine($"dataset: {images:N0} images of 128 px, 500 nm, three classes, end to end on 2 cores: {seconds:0.0} s, of which writing the bytes alone takes {writing:0.0} s; aim 120 s, stretch 30 s");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
