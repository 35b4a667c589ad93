using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Filler.Slices;

/// <summary>NumPy's <c>.npy</c> format, version 1.0, for arrays of bytes in row order and lists of texts: any Python user reads the datasets with
/// <c>numpy.load</c>.</summary>
public static partial class Npy
{
    private const int Alignment = 64;
    private const int LongestHeader = 4096;
    private const int ChunkBytes = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <param name="shape">Lengths along each axis, slowest first; their product is the number of bytes.</param>
    public static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> values, IReadOnlyList<int> shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Aggregate(1L, (product, length) => checked(product * length)) != values.Length)
            throw new ArgumentException($"{values.Length} values for shape ({string.Join(", ", shape)})", nameof(shape));
        await stream.WriteAsync(Header(shape), cancellationToken);
        await stream.WriteAsync(values, cancellationToken);
    }

    /// <summary>Writes a list of texts as NumPy's fixed-width Unicode.</summary>
    public static async Task WriteTextsAsync(Stream stream, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(texts);
        var coded = texts.Select(Encoding.UTF32.GetBytes).ToArray();
        var width = coded.Max(c => c.Length);
        var values = new byte[width * coded.Length];
        for (var i = 0; i < coded.Length; i++) coded[i].CopyTo(values, i * width);
        await stream.WriteAsync(Header($"<U{width / 4}", [texts.Count]), cancellationToken);
        await stream.WriteAsync(values, cancellationToken);
    }

    /// <summary>Reads a whole file of bytes.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="dimensions">Number of axes that the array must have.</param>
    /// <param name="mostBytes">Larger arrays are refused before memory is taken for them.</param>
    /// <exception cref="InvalidDataException">Not such a file, truncated, too long or too large; the message says which.</exception>
    public static async Task<(byte[] Values, int[] Shape)> ReadAsync(
        Stream stream, string name, int dimensions, long mostBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = new byte[10];
        if (await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) < start.Length)
            throw new InvalidDataException($"{name}: ends within the first 10 bytes; not a .npy file");
        if (!start.AsSpan(0, 8).SequenceEqual(Magic)) throw new InvalidDataException($"{name}: not a .npy file of version 1.0");
        var headerLength = start[8] | (start[9] << 8);
        if (headerLength > LongestHeader) throw new InvalidDataException($"{name}: header of {headerLength} bytes; at most {LongestHeader} are read");
        var header = new byte[headerLength];
        if (await stream.ReadAtLeastAsync(header, headerLength, throwOnEndOfStream: false, cancellationToken) < headerLength)
            throw new InvalidDataException($"{name}: ends within its header");

        var shape = ParseShape(name, Encoding.Latin1.GetString(header), dimensions);
        var length = shape.Aggregate(1L, (product, edge) => product > mostBytes ? product : checked(product * edge));
        if (length > mostBytes)
            throw new InvalidDataException($"{name}: shape ({string.Join(", ", shape)}) is larger than the {mostBytes} bytes allowed");
        return (await ReadExactlyAsync(stream, name, (int)length, cancellationToken), shape);
    }

    internal static byte[] Header(IReadOnlyList<int> shape) => Header("|u1", shape);

    private static byte[] Header(string type, IReadOnlyList<int> shape)
    {
        // A tuple of one keeps its comma in Python.
        var tuple = shape.Count == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        var dictionary = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({tuple}), }}";
        var unpadded = Magic.Length + 2 + dictionary.Length + 1;
        var total = (unpadded + Alignment - 1) / Alignment * Alignment;
        var bytes = new byte[total];
        Magic.CopyTo(bytes);
        var headerLength = total - Magic.Length - 2;
        (bytes[8], bytes[9]) = ((byte)headerLength, (byte)(headerLength >> 8));
        bytes.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(dictionary, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private static int[] ParseShape(string name, string header, int dimensions)
    {
        var match = HeaderPattern().Match(header);
        if (!match.Success) throw new InvalidDataException($"{name}: header {header.Trim()} is not that of an array of bytes ('|u1') in row order");
        var shape = new List<int>();
        foreach (var part in match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                throw new InvalidDataException($"{name}: shape ({match.Groups["shape"].Value}) is not a list of lengths");
            shape.Add(length);
        }

        return shape.Count == dimensions
            ? [.. shape]
            : throw new InvalidDataException($"{name}: {shape.Count} dimensions where {dimensions} are expected");
    }

    // Grown as bytes arrive: a header that lies about its length costs no more memory than the file has bytes.
    private static async Task<byte[]> ReadExactlyAsync(Stream stream, string name, int length, CancellationToken cancellationToken)
    {
        var values = new byte[Math.Min(length, ChunkBytes)];
        var count = 0;
        while (count < length)
        {
            if (count == values.Length) Array.Resize(ref values, (int)Math.Min(length, 2L * values.Length));
            var read = await stream.ReadAsync(values.AsMemory(count), cancellationToken);
            if (read == 0) throw new InvalidDataException($"{name}: truncated, {count} of {length} bytes of values are there");
            count += read;
        }

        if (await stream.ReadAsync(new byte[1], cancellationToken) != 0)
            throw new InvalidDataException($"{name}: bytes follow the {length} values that its header promises");
        return values;
    }

    [GeneratedRegex(@"^\{'descr': '\|u1', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\), \} *\n$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderPattern();
}
