using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>The bytes of a checkpoint's file, in a buffer that the next epoch's use again: taking them copies into memory that is already there.</summary>
/// <param name="bytes">Of the tensors, to make their memory ready at once.</param>
internal sealed class CheckpointImage(int bytes = 0)
{
    // The figures of some hundred more epochs fit before the buffer must grow.
    private const int HeaderReserve = 1 << 15;

    private byte[] buffer = Room(bytes);
    private int dataFrom = HeaderReserve;
    private Range content;

    /// <summary>Epochs that it holds; 0: none.</summary>
    public int Epochs { get; private set; }

    public ReadOnlyMemory<byte> Content => buffer.AsMemory(content);

    /// <param name="model">What the network remembers after the last epoch.</param>
    /// <param name="optimizer">The optimiser's moments and steps.</param>
    public void Take(TrainingProgress progress, IReadOnlyList<(string Name, Tensor Value)> model, IReadOnlyList<(string Name, Tensor Value)> optimizer)
    {
        List<(string Name, Tensor Value)> state = [.. Prefixed(Checkpoint.ModelPart, model), .. Prefixed(Checkpoint.OptimizerPart, optimizer)];
        // Where the last epoch is the best its weights stand in the file once.
        var best = progress.BestEpoch == progress.Epochs.Count ? [] : progress.Best.ToList();
        var header = SafeTensors.Header(
            Metadata(progress),
            [
                .. state.Select(t => new SafeTensors.Field(t.Name, Weights.TypeOf(t.Value), t.Value.shape, Weights.SizeOf(t.Value))),
                .. best.Select(t => new SafeTensors.Field(Checkpoint.BestPart + t.Key, t.Value.Type, t.Value.Shape, t.Value.Bytes.Length)),
            ]);
        var most = SizeOf(model, optimizer);
        if (header.Length > dataFrom || most > buffer.Length - dataFrom)
        {
            dataFrom = header.Length + HeaderReserve;
            buffer = Room(most + header.Length);
        }

        // The header's length changes with the epochs' figures, the tensors' place does not: it ends where they begin.
        header.CopyTo(buffer, dataFrom - header.Length);
        var at = dataFrom;
        foreach (var (_, value) in state) at += Weights.CopyTo(buffer.AsSpan(at), value);
        foreach (var (_, entry) in best)
        {
            entry.Bytes.CopyTo(buffer.AsMemory(at));
            at += entry.Bytes.Length;
        }

        (content, Epochs) = ((dataFrom - header.Length)..at, progress.Epochs.Count);
    }

    /// <summary>Bytes of the tensors of a checkpoint, both sets of weights included.</summary>
    public static int SizeOf(IReadOnlyList<(string Name, Tensor Value)> model, IEnumerable<(string Name, Tensor Value)> optimizer) =>
        (2 * model.Sum(t => Weights.SizeOf(t.Value))) + optimizer.Sum(t => Weights.SizeOf(t.Value));

    // Zeros, so that each page is there when it is copied to.
    private static byte[] Room(int bytes)
    {
        var room = GC.AllocateUninitializedArray<byte>(HeaderReserve + bytes);
        room.AsSpan().Clear();
        return room;
    }

    private static IEnumerable<(string Name, Tensor Value)> Prefixed(string prefix, IEnumerable<(string Name, Tensor Value)> tensors) =>
        tensors.Select(t => (prefix + t.Name, t.Value));

    private static Dictionary<string, string> Metadata(TrainingProgress progress) => new()
    {
        ["format"] = Checkpoint.Format,
        ["bestEpoch"] = progress.BestEpoch.ToString(CultureInfo.InvariantCulture),
        ["microBatch"] = progress.MicroBatch.ToString(CultureInfo.InvariantCulture),
        ["epochs"] = JsonSerializer.Serialize(progress.Epochs, Checkpoint.Json),
    };
}
