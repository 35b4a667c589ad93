using System.IO.Compression;
using System.Text;
using BitMiracle.LibTiff.Classic;
using PureHDF;

namespace Filler.Structures.Tests;

/// <summary>Small valid files of every format, to be damaged.</summary>
internal static class ValidVolumes
{
    public static byte[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 37 % 251))];

    public static byte[] Npy(string descr, int bytes) =>
        [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (3, 4, 5), }}".PadRight(117) + "\n"), .. Values(60 * bytes)];

    public static byte[] Nrrd(string encoding, string spacing = "space directions: (4,0,0) (0,4,0) (0,0,10)\nspace units: \"nm\" \"nm\" \"nm\"") =>
    [
        .. Encoding.ASCII.GetBytes($"NRRD0004\n# comment\ntype: short\ndimension: 3\nsizes: 5 4 3\nendian: little\n{spacing}\nencoding: {encoding}\n\n"),
        .. encoding == "raw" ? Values(120) : Gzip(Values(120)),
    ];

    public static byte[] Tiff(Compression compression, bool tiled)
    {
        using var memory = new MemoryStream();
        using (var tiff = BitMiracle.LibTiff.Classic.Tiff.ClientOpen("seed", "w", memory, new TiffStream()))
        {
            for (var page = 0; page < 3; page++)
            {
                tiff.SetField(TiffTag.IMAGEWIDTH, 20);
                tiff.SetField(TiffTag.IMAGELENGTH, 16);
                tiff.SetField(TiffTag.BITSPERSAMPLE, 16);
                tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
                tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
                tiff.SetField(TiffTag.COMPRESSION, compression);
                tiff.SetField(TiffTag.IMAGEDESCRIPTION, "ImageJ=1.53\nimages=3\nslices=3\nunit=nm\nspacing=10\n");
                if (tiled)
                {
                    tiff.SetField(TiffTag.TILEWIDTH, 16);
                    tiff.SetField(TiffTag.TILELENGTH, 16);
                    for (var t = 0; t < 2; t++) tiff.WriteEncodedTile(t, Values(512), 512);
                }
                else
                {
                    tiff.SetField(TiffTag.ROWSPERSTRIP, 8);
                    for (var s = 0; s < 2; s++) tiff.WriteEncodedStrip(s, Values(320), 320);
                }

                tiff.WriteDirectory();
            }
        }

        return memory.ToArray();
    }

    public static byte[] Hdf5(bool chunked)
    {
        var values = new ushort[3, 4, 5];
        for (var i = 0; i < 60; i++) values[i / 20, i / 5 % 4, i % 5] = (ushort)(i * 377);
        var file = new H5File { ["volume"] = new H5Dataset(values, chunks: chunked ? [2, 2, 3] : null) };
        using var memory = new MemoryStream();
        file.Write(memory);
        return memory.ToArray();
    }

    public static (string Name, byte[] Content)[] Zarr(string compressor) =>
    [
        (".zarray", Encoding.UTF8.GetBytes(
            $"{{\"zarr_format\":2,\"shape\":[3,4,5],\"chunks\":[3,4,5],\"dtype\":\"<i2\",\"order\":\"C\",\"fill_value\":0,\"filters\":null,\"compressor\":{compressor}}}")),
        ("0.0.0", compressor == "null" ? Values(120) : Zlib(Values(120))),
    ];

    public static (string Name, byte[] Content)[] BloscZarr()
    {
        // One block, zstd, shuffled: header, offset of the block, length of its stream, the stream.
        using var zstd = new ZstdSharp.Compressor();
        var stream = zstd.Wrap(Values(120)).ToArray();
        byte[] chunk =
        [
            2, 1, (4 << 5) | 16 | 1, 2, .. BitConverter.GetBytes(120), .. BitConverter.GetBytes(120), .. BitConverter.GetBytes(24 + stream.Length),
            .. BitConverter.GetBytes(20), .. BitConverter.GetBytes(stream.Length), .. stream,
        ];
        return [Zarr("{\"id\":\"blosc\"}")[0], ("0.0.0", chunk)];
    }

    private static byte[] Gzip(byte[] values)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest)) gzip.Write(values);
        return memory.ToArray();
    }

    private static byte[] Zlib(byte[] values)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Fastest)) zlib.Write(values);
        return memory.ToArray();
    }
}
