using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Filler.Slices;
using Filler.Structures;

namespace Filler.Bench;

/// <summary>Large stacks: the memory that slicing takes, and reading against the page cache's own speed.</summary>
internal static class StackBench
{
    public static void Memory(TextWriter output)
    {
        // 1,280 sections of 4,096² bytes, 20 GiB, as a sparse file: it holds only the rows that the grey levels are taken from.
        const int Sections = 1280, Edge = 4096, Slices = 200;
        using var file = new Scratch(".npy");
        using (var stream = File.Create(file.Path))
        {
            NpyFile.Header(stream, Sections, Edge, Edge);
            stream.SetLength(NpyFile.HeaderBytes + ((long)Sections * Edge * Edge));
            var row = new byte[Edge];
            for (var i = 0L; i < 4096; i++)
            {
                NpyFile.Fill(row, (int)i);
                stream.Position = NpyFile.HeaderBytes + (((2 * i) + 1) * Sections * Edge / 8192 * Edge);
                stream.Write(row);
            }
        }

        using var volume = VolumeFile.Open(file.Path, new VolumeFileOptions(VoxelNm: 2), CancellationToken.None);
        var slicer = new VolumeSlicer(new GreyVolume(volume), new SliceFrame(1000, 512));
        var grey = new float[512 * 512];
        for (var i = 0; i < Slices; i++) slicer.Cut(slicer.DrawPlane(new RandomStream(1, (ulong)i)), grey);
        var (own, mapped) = (Kilobytes("RssAnon"), Kilobytes("RssFile"));
        output.WriteLine(
            $"a stack of 20 GiB, {Slices} slices of 512 px: {own / 1024.0:N0} MiB of its own, and {mapped / 1024.0:N0} MiB of the page cache that the system takes back at need; aim 1,024 MiB, stretch 256");
    }

    public static void Reading(TextWriter output)
    {
        const int Edge = 800;
        using var raw = new Scratch(".npy");
        NpyFile.Write(raw.Path, Edge);
        var (row, bytes) = (new float[Edge], new byte[Edge]);
        var ours = Clock.Median(3, () =>
        {
            using var volume = VolumeFile.Open(raw.Path, new VolumeFileOptions(VoxelNm: 1), CancellationToken.None);
            for (var z = 0; z < Edge; z++)
            {
                for (var y = 0; y < Edge; y++) volume.CopyRow(y, z, row);
            }
        });
        var floor = Clock.Median(3, () =>
        {
            using var stream = new FileStream(raw.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            stream.Position = NpyFile.HeaderBytes;
            for (var y = 0; y < Edge * Edge; y++)
            {
                stream.ReadExactly(bytes);
                for (var x = 0; x < Edge; x++) row[x] = bytes[x];
            }
        });
        const double Size = (double)Edge * Edge * Edge / 1e9;
        output.WriteLine($"reading raw, every voxel to a float: {Size / ours:0.00} GB/s; read() from the page cache and the same conversion {Size / floor:0.00} GB/s, ratio {floor / ours:0.00}; aim 0.7, stretch 0.9");

        using var packed = new Scratch(".nrrd");
        const int Sections = 100;
        using (var stream = File.Create(packed.Path))
        {
            stream.Write(Encoding.ASCII.GetBytes($"NRRD0004\ntype: uchar\ndimension: 3\nsizes: {Edge} {Edge} {Sections}\nencoding: gzip\n\n"));
            using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
            var section = new byte[Edge * Edge];
            for (var z = 0; z < Sections; z++)
            {
                NpyFile.Fill(section, z);
                gzip.Write(section);
            }
        }

        var unpacking = Clock.Median(3, () => VolumeFile.Open(packed.Path, new VolumeFileOptions(VoxelNm: 1), CancellationToken.None).Dispose());
        var library = Clock.Median(3, () =>
        {
            using var stream = File.OpenRead(packed.Path);
            // The header of five lines and an empty one.
            for (var lines = 0; lines < 6;) lines += stream.ReadByte() == '\n' ? 1 : 0;
            using var gzip = new GZipStream(stream, CompressionMode.Decompress);
            gzip.CopyTo(Stream.Null, 1 << 20);
        });
        const double Packed = (double)Edge * Edge * Sections / 1e9;
        output.WriteLine($"reading gzip (NRRD): {Packed / unpacking:0.00} GB/s unpacked; the decompressor alone {Packed / library:0.00} GB/s, ratio {library / unpacking:0.00}; aim 0.7, stretch 0.9");
    }

    private static long Kilobytes(string field) => long.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(field + ":", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^2],
        System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Scratch(string extension) : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"filler-bench-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}{extension}");

        public void Dispose() => File.Delete(Path);
    }
}
