using System.Globalization;
using System.Runtime.InteropServices;
using Filler.Networks;

namespace Filler.Training;

/// <summary>The file that a trial leaves: the hyperplanes, and all that is needed to use them on another image.</summary>
internal static class HogSvmFile
{
    public static byte[] ToBytes(HogSvmPlan plan, LinearSvm svm, double beta, ILearningTask task)
    {
        var file = new SafeTensors();
        file.Metadata["architecture"] = plan.Cost.Name;
        file.Metadata["pixels"] = Text(plan.Pixels);
        file.Metadata["cellPixels"] = Text(plan.Spec.CellPixels);
        file.Metadata["blockCells"] = Text(plan.Spec.BlockCells);
        file.Metadata["orientations"] = Text(plan.Spec.Orientations);
        file.Metadata["marginScale"] = beta.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in task.Metadata()) file.Metadata[name] = value;
        file.Tensors["svm.weight"] = new SafeTensors.Entry("F32", [plan.Classes, plan.Features], Bytes([.. svm.Weights.SelectMany(w => w)]));
        file.Tensors["svm.bias"] = new SafeTensors.Entry("F32", [plan.Classes], Bytes(svm.Biases));
        return file.ToBytes();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(float[] numbers) => MemoryMarshal.AsBytes<float>(numbers).ToArray();
}
