using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Parameters, moving averages and moments as named bytes and back.</summary>
internal static class Weights
{
    public static Dictionary<string, SafeTensors.Entry> Read(IEnumerable<(string Name, Tensor Value)> state)
    {
        using var quiet = no_grad();
        return state.ToDictionary(p => p.Name, p =>
        {
            using var scope = NewDisposeScope();
            return new SafeTensors.Entry(TypeOf(p.Value), p.Value.shape, p.Value.cpu().contiguous().bytes.ToArray());
        });
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
        var copy = zeros(entry.Shape, value.dtype);
        copy.bytes = entry.Bytes;
        value.copy_(copy);
    }

    private static string TypeOf(Tensor value) => value.dtype switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Int64 => "I64",
        _ => throw new ArgumentException($"{value.dtype} is no type of weights", nameof(value)),
    };
}
