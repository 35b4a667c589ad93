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

    /// <exception cref="SafeTensorsException">Names or shapes are not this network's.</exception>
    public static void Write(ConvNet network, IReadOnlyDictionary<string, SafeTensors.Entry> weights)
    {
        using var quiet = no_grad();
        foreach (var (name, parameter) in network.Weights())
        {
            if (!weights.TryGetValue(name, out var entry) || entry.Type != "F32" || !entry.Shape.SequenceEqual(parameter.shape))
                throw new SafeTensorsException($"weights '{name}' of shape [{string.Join(", ", parameter.shape)}] are missing or of another shape");
            using var scope = NewDisposeScope();
            parameter.copy_(tensor(MemoryMarshal.Cast<byte, float>(entry.Bytes).ToArray(), entry.Shape));
        }
    }
}
