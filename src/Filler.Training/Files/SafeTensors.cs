using System.Buffers.Binary;
using System.Text.Json;

namespace Filler.Training;

/// <summary>
/// The .safetensors format (huggingface/safetensors, "Format"): 8 bytes little-endian header length, a JSON header of names, types, shapes and byte
/// ranges, then the bytes. Tensors are row-major and stand back to back.
/// </summary>
public sealed class SafeTensors
{
    private const int MostHeaderBytes = 100_000_000;

    /// <summary>By name, in the order of writing.</summary>
    public Dictionary<string, Entry> Tensors { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    public byte[] ToBytes()
    {
        var header = Header(Metadata, [.. Tensors.Select(t => new Field(t.Key, t.Value.Type, t.Value.Shape, t.Value.Bytes.Length))]);
        var file = new byte[header.Length + Tensors.Values.Sum(t => (long)t.Bytes.Length)];
        header.CopyTo(file, 0);
        var at = header.Length;
        foreach (var entry in Tensors.Values)
        {
            entry.Bytes.CopyTo(file.AsMemory(at));
            at += entry.Bytes.Length;
        }

        return file;
    }

    /// <summary>What stands in a file before the tensors' bytes.</summary>
    /// <param name="tensors">In the order of their bytes.</param>
    internal static byte[] Header(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Field> tensors)
    {
        using var header = new MemoryStream();
        header.Write(stackalloc byte[8]);
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata) json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                foreach (var length in tensor.Shape) json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Size);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // The data begin at a multiple of eight, so that a reader may map them.
        while (header.Length % 8 != 0) header.WriteByte((byte)' ');
        var bytes = header.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)bytes.Length - 8);
        return bytes;
    }

    /// <param name="file">Not copied: the tensors' bytes are parts of it.</param>
    /// <exception cref="SafeTensorsException">The bytes are truncated, overlap, or the header is malformed.</exception>
    public static SafeTensors Parse(Memory<byte> file)
    {
        if (file.Length < 8) throw new SafeTensorsException($"{file.Length} bytes; a header length of 8 bytes is missing");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length > MostHeaderBytes || length > (ulong)(file.Length - 8)) throw new SafeTensorsException($"header of {length} bytes in a file of {file.Length}");
        var result = new SafeTensors();
        try
        {
            using var header = JsonDocument.Parse(file.Slice(8, (int)length));
            result.Read(header.RootElement, file[(8 + (int)length)..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SafeTensorsException($"malformed header: {e.Message}", e);
        }

        return result;
    }

    private void Read(JsonElement header, Memory<byte> data)
    {
        long end = 0;
        foreach (var field in header.EnumerateObject())
        {
            if (field.Name == "__metadata__")
            {
                foreach (var item in field.Value.EnumerateObject()) Metadata[item.Name] = item.Value.GetString() ?? "";
                continue;
            }

            var type = field.Value.GetProperty("dtype").GetString() ?? "";
            long[] shape = [.. field.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
            long[] offsets = [.. field.Value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt64())];
            if (offsets is not [var from, var to] || from != end || to < from || to > data.Length)
                throw new SafeTensorsException($"tensor '{field.Name}': byte range [{string.Join(", ", offsets)}] in {data.Length} bytes of data");
            if (shape.Any(d => d < 0) || SizeOf(type) * shape.Aggregate(1.0, (a, d) => a * d) != to - from)
                throw new SafeTensorsException($"tensor '{field.Name}': {to - from} bytes for {type} [{string.Join(", ", shape)}]");
            Tensors[field.Name] = new Entry(type, shape, data.Slice((int)from, (int)(to - from)));
            end = to;
        }

        if (end != data.Length) throw new SafeTensorsException($"{data.Length - end} bytes after the last tensor");
    }

    private static int SizeOf(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" => 1,
        _ => throw new SafeTensorsException($"type '{type}' is unknown"),
    };

    /// <param name="Type">F32, I64, U8, …</param>
    public sealed record Entry(string Type, long[] Shape, Memory<byte> Bytes);

    /// <summary>A tensor as the header names it.</summary>
    /// <param name="Size">In bytes.</param>
    internal readonly record struct Field(string Name, string Type, long[] Shape, int Size);
}
