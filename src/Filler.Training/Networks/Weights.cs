using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Parameters as named bytes and back.</summary>
internal static class Weights
{
    public static Dictionary<string, SafeTensors.Entry> Read(ConvNet network)
    {
        using var quiet = no_grad();
        return network.Weights().ToDictionary(p => p.Name, p =>
        {
            using var scope = NewDisposeScope();
            var values = p.Value.cpu().contiguous().data<float>().ToArray();
            return new SafeTensors.Entry("F32", p.Value.shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        });
    }

    /// <summary>Takes over every weight that has the name and shape of one of the network's; the others stay.</summary>
    /// <returns>How many parameters were taken over.</returns>
    public static int WriteFitting(ConvNet network, IReadOnlyDictionary<string, SafeTensors.Entry> weights)
    {
        using var quiet = no_grad();
        var taken = 0;
        foreach (var (name, parameter) in network.Weights())
        {
            if (!weights.TryGetValue(name, out var entry) || entry.Type != "F32" || !entry.Shape.SequenceEqual(parameter.shape)) continue;
            Copy(entry, parameter);
            taken++;
        }

        return taken;
    }

    /// <exception cref="SafeTensorsException">Names or shapes are not this network's.</exception>
    public static void Write(ConvNet network, IReadOnlyDictionary<string, SafeTensors.Entry> weights)
    {
        using var quiet = no_grad();
        foreach (var (name, parameter) in network.Weights())
        {
            if (!weights.TryGetValue(name, out var entry) || entry.Type != "F32" || !entry.Shape.SequenceEqual(parameter.shape))
                throw new SafeTensorsException($"weights '{name}' of shape [{string.Join(", ", parameter.shape)}] are missing or of another shape");
            Copy(entry, parameter);
        }
    }

    private static void Copy(SafeTensors.Entry entry, Tensor parameter)
    {
        using var scope = NewDisposeScope();
        parameter.copy_(tensor(MemoryMarshal.Cast<byte, float>(entry.Bytes).ToArray(), entry.Shape));
    }
}
