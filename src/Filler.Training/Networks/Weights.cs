using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Parameters, moving averages and moments as named bytes and back.</summary>
internal static class Weights
{
    /// <param name="over">An earlier copy, whose memory is used again where it fits.</param>
    public static Dictionary<string, SafeTensors.Entry> Read(IEnumerable<(string Name, Tensor Value)> state, IReadOnlyDictionary<string, SafeTensors.Entry>? over = null) =>
        state.ToDictionary(p => p.Name, p =>
        {
            var entry = over?.GetValueOrDefault(p.Name) is { } known && Fits(known, p.Value)
                ? known
                : new SafeTensors.Entry(TypeOf(p.Value), p.Value.shape, GC.AllocateUninitializedArray<byte>(SizeOf(p.Value)));
            CopyTo(entry.Bytes.Span, p.Value);
            return entry;
        });

    /// <returns>The number of bytes copied, from the first on.</returns>
    public static int CopyTo(Span<byte> bytes, Tensor value)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var row = value.cpu().contiguous().bytes;
        row.CopyTo(bytes);
        return row.Length;
    }

    /// <summary>Takes over whatever has the name, type and shape of one of these; the others stay.</summary>
    public static void WriteFitting(IEnumerable<(string Name, Tensor Value)> state, IReadOnlyDictionary<string, SafeTensors.Entry> weights)
    {
        using var quiet = no_grad();
        foreach (var (name, value) in state)
        {
            if (weights.TryGetValue(name, out var entry) && Fits(entry, value)) Copy(entry, value);
        }
    }

    /// <exception cref="SafeTensorsException">Names, types or shapes are not these.</exception>
    public static void Write(IEnumerable<(string Name, Tensor Value)> state, IReadOnlyDictionary<string, SafeTensors.Entry> weights)
    {
        using var quiet = no_grad();
        foreach (var (name, value) in state)
        {
            if (!weights.TryGetValue(name, out var entry) || !Fits(entry, value))
                throw new SafeTensorsException($"weights '{name}' of shape [{string.Join(", ", value.shape)}] are missing or of another shape");
            Copy(entry, value);
        }
    }

    private static bool Fits(SafeTensors.Entry entry, Tensor value) => entry.Type == TypeOf(value) && entry.Shape.SequenceEqual(value.shape);

    private static void Copy(SafeTensors.Entry entry, Tensor value)
    {
        using var scope = NewDisposeScope();
        if (value.device_type == DeviceType.CPU && value.is_contiguous())
        {
            entry.Bytes.Span.CopyTo(value.bytes);
            return;
        }

        var copy = empty(entry.Shape, value.dtype);
        entry.Bytes.Span.CopyTo(copy.bytes);
        value.copy_(copy);
    }

    public static int SizeOf(Tensor value) => checked((int)(value.NumberOfElements * value.ElementSize));

    public static string TypeOf(Tensor value) => value.dtype switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Int64 => "I64",
        _ => throw new ArgumentException($"{value.dtype} is no type of weights", nameof(value)),
    };
}
