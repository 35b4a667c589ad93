using System.IO.Compression;

namespace Filler.Structures;

/// <summary>NRRD, attached or detached, raw or gzip.</summary>
internal static class NrrdReader
{
    public static IVolumeReader Open(string path)
    {
        var header = NrrdHeader.Read(path);
        var (data, offset) = header.DataFile is { } file ? (Beside(path, file), 0L) : (path, header.DataOffset);
        var raw = header.Encoding == "RAW";
        // -1: the values are the file's last bytes.
        var start = header.ByteSkip >= 0 ? offset + (raw ? header.ByteSkip : 0) : new FileInfo(data).Length - header.Volume.Bytes;
        return header.Encoding switch
        {
            "RAW" => new RawSections(data, header.Volume, start),
            "GZIP" or "GZ" when header.ByteSkip >= 0 => new GzipSections(data, header.Volume, offset, header.ByteSkip),
            _ => throw new StructureFileException(path, $"encoding '{header.Encoding}' is not read: save raw or gzip."),
        };
    }

    private static string Beside(string path, string file)
    {
        if (file.StartsWith("LIST", StringComparison.Ordinal) || file.Contains('%', StringComparison.Ordinal))
            throw new StructureFileException(path, "data in several files is not read: join them (unu join).");
        if (file.Contains('\0', StringComparison.Ordinal)) throw new StructureFileException(path, "data file is no path.");
        var data = Path.GetFullPath(file, Path.GetDirectoryName(Path.GetFullPath(path))!);
        return File.Exists(data) ? data : throw new StructureFileException(path, $"its data file {data} does not exist.");
    }

    private sealed class GzipSections : IVolumeReader
    {
        private readonly string path;
        private readonly GZipStream stream;
        private int next;

        public GzipSections(string path, VolumeHeader header, long offset, long skip)
        {
            (this.path, Header) = (path, header);
            var file = File.OpenRead(path);
            StoredBytes = file.Length - offset;
            file.Position = offset;
            stream = new GZipStream(file, CompressionMode.Decompress);
            Skip(skip);
        }

        public VolumeHeader Header { get; }

        public long StoredBytes { get; }

        public IReadOnlyList<SectionExtent>? Extents => null;

        public int SectionsAtOnce => 1;

        public void Read(int first, int count, Span<byte> into)
        {
            if (first != next) throw new InvalidOperationException($"section {first} after {next - 1}: a compressed stream is read in order");
            next = first + count;
            try
            {
                stream.ReadExactly(into);
            }
            catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
            {
                throw new StructureFileException(path, $"section {first}: the compressed data end early or are damaged ({e.Message})", e);
            }
        }

        public void Dispose() => stream.Dispose();

        private void Skip(long bytes)
        {
            if (bytes > StoredBytes * 1100) throw new StructureFileException(path, $"byte skip {bytes} is larger than the file can hold.");
            var buffer = new byte[4096];
            for (var left = bytes; left > 0;)
            {
                var read = ReadSome(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
                if (read == 0) throw new StructureFileException(path, "ends within byte skip.");
                left -= read;
            }
        }

        private int ReadSome(Span<byte> into)
        {
            try
            {
                return stream.Read(into);
            }
            catch (InvalidDataException e)
            {
                throw new StructureFileException(path, $"the compressed data are damaged ({e.Message})", e);
            }
        }
    }
}
