using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>The optimisers by their names in a manifest, with PyTorch's defaults for all that the manifest leaves out.</summary>
internal static class Optimizers
{
    public static OptimizerHelper Create(TrainingOptions options, IEnumerable<Parameter> parameters) => options.Optimizer switch
    {
        "adam" => (OptimizerHelper)optim.Adam(parameters, options.LearningRate, weight_decay: options.WeightDecay),
        "adamw" => (OptimizerHelper)optim.AdamW(parameters, options.LearningRate, weight_decay: options.WeightDecay),
        "sgd" => (OptimizerHelper)optim.SGD(parameters, options.LearningRate, options.Momentum, weight_decay: options.WeightDecay, nesterov: options.Nesterov),
        "rmsprop" => (OptimizerHelper)optim.RMSProp(parameters, options.LearningRate, momentum: options.Momentum, weight_decay: options.WeightDecay),
        _ => throw new ArgumentException($"optimizer '{options.Optimizer}' is unknown; use adam, adamw, sgd or rmsprop"),
    };

    public static void SetLearningRate(OptimizerHelper optimizer, double learningRate)
    {
        foreach (var group in optimizer.ParamGroups) group.LearningRate = learningRate;
    }

    public static byte[] Save(OptimizerHelper optimizer)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer)) optimizer.save_state_dict(writer);
        return buffer.ToArray();
    }

    public static void Restore(OptimizerHelper optimizer, byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        optimizer.load_state_dict(reader);
    }
}
