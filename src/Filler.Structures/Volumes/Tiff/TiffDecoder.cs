using BitMiracle.LibTiff.Classic;

namespace Filler.Structures;

/// <summary>Decodes pages of any compression with LibTiff.NET, into the machine's byte order.</summary>
internal sealed class TiffDecoder : IDisposable
{
    private string? path;
    private Tiff? tiff;

    static TiffDecoder() => Tiff.SetErrorHandler(new Quiet());

    public void Read(TiffPage page, Span<byte> into)
    {
        try
        {
            if (page.Pixels is { } at)
            {
                ReadPlain(page, at, into);
                return;
            }

            if (path != page.Path) Open(page.Path);
            if (!tiff!.SetSubDirectory(page.Directory)) throw Damaged(page, "its directory cannot be read");
            if (tiff.IsTiled()) ReadTiles(page, into);
            else ReadStrips(page, into);
        }
        // The library meets damage with whatever exception its arrays throw; all of them mean the file.
        catch (Exception e) when (e is not (StructureFileException or IOException or OutOfMemoryException))
        {
            throw new StructureFileException(page.Path, $"the page at {page.Directory} cannot be decoded ({e.Message}): damaged, or a compression that is not read.", e);
        }
    }

    public void Dispose() => tiff?.Dispose();

    private void Open(string file)
    {
        tiff?.Dispose();
        tiff = Tiff.Open(file, "r") ?? throw new StructureFileException(file, "cannot be opened as TIFF: damaged.");
        path = file;
    }

    private static void ReadPlain(TiffPage page, long at, Span<byte> into)
    {
        using var stream = File.OpenRead(page.Path);
        stream.Position = at;
        stream.ReadExactly(into);
        if (!page.BigEndian) return;
        for (var i = 0; i < into.Length; i += page.Type.Bytes()) into.Slice(i, page.Type.Bytes()).Reverse();
    }

    private void ReadStrips(TiffPage page, Span<byte> into)
    {
        var size = tiff!.StripSize();
        if (size < 1 || size > into.Length) throw Damaged(page, $"strips of {size} bytes in a page of {into.Length}");
        var strip = new byte[size];
        var done = 0;
        for (var s = 0; s < tiff.NumberOfStrips() && done < into.Length; s++)
        {
            var read = tiff.ReadEncodedStrip(s, strip, 0, size);
            if (read < Math.Min(size, into.Length - done)) throw Damaged(page, $"strip {s} ends early");
            var use = Math.Min(read, into.Length - done);
            strip.AsSpan(0, use).CopyTo(into[done..]);
            done += use;
        }

        if (done < into.Length) throw Damaged(page, "strips are missing");
    }

    private void ReadTiles(TiffPage page, Span<byte> into)
    {
        var (width, height) = (tiff!.GetField(TiffTag.TILEWIDTH)[0].ToInt(), tiff.GetField(TiffTag.TILELENGTH)[0].ToInt());
        var pixel = page.Type.Bytes();
        if (width is < 1 or > 65_536 || height is < 1 or > 65_536 || (long)width * height * pixel > Math.Max(1 << 20, 4L * into.Length))
            throw Damaged(page, $"tiles of {width} × {height} pixels");
        var tile = new byte[width * height * pixel];
        for (var y = 0; y < page.Height; y += height)
        {
            for (var x = 0; x < page.Width; x += width)
            {
                if (tiff.ReadEncodedTile(tiff.ComputeTile(x, y, 0, 0), tile, 0, tile.Length) < tile.Length) throw Damaged(page, $"the tile at ({x}, {y}) ends early");
                var columns = Math.Min(width, page.Width - x) * pixel;
                for (var row = 0; row < Math.Min(height, page.Height - y); row++)
                    tile.AsSpan(row * width * pixel, columns).CopyTo(into[((((y + row) * page.Width) + x) * pixel)..]);
            }
        }
    }

    private static StructureFileException Damaged(TiffPage page, string problem) => new(page.Path, $"the page at {page.Directory}: {problem}: damaged or truncated.");

    // The library prints to standard error; the exceptions above say what a user can act on.
    private sealed class Quiet : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
