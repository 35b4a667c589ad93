using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>The device of a trial. CUDA is there where the libtorch folder holds it and the driver shows a card.</summary>
public static class Devices
{
    public const string Auto = "auto";
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";

    /// <param name="wanted">auto, cpu or cuda.</param>
    /// <exception cref="ArgumentException">Another word.</exception>
    /// <exception cref="LibTorchException">CUDA is asked for and missing.</exception>
    internal static Device Choose(string wanted)
    {
        LibTorch.Initialize();
        return wanted switch
        {
            Cpu => CPU,
            Auto => LibTorch.HasCuda && cuda.is_available() ? CUDA : CPU,
            Cuda when !LibTorch.HasCuda => throw new LibTorchException(
                $"device cuda is asked for, but {LibTorch.Folder} holds no libtorch_cuda.so: set {LibTorch.FolderVariable} to a libtorch 2.10 with CUDA, or ask for auto or cpu"),
            Cuda when !cuda.is_available() => throw new LibTorchException(
                $"device cuda is asked for and {LibTorch.Folder} holds CUDA, but no card is to be seen: check nvidia-smi, CUDA_VISIBLE_DEVICES and the pod's nvidia.com/gpu limit, or ask for auto or cpu"),
            Cuda => CUDA,
            _ => throw new ArgumentException($"device '{wanted}' is unknown; use auto, cpu or cuda", nameof(wanted)),
        };
    }

    /// <summary>The devices of the copies beside the network itself: other cards, or the same processor again.</summary>
    /// <param name="first">The network's own.</param>
    /// <param name="replicas">Of the network, itself included.</param>
    /// <exception cref="LibTorchException">There are fewer cards.</exception>
    internal static IReadOnlyList<Device> Beside(Device first, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        if (first.type == DeviceType.CPU) return [.. Enumerable.Repeat(first, replicas - 1)];
        return cuda.device_count() is var cards && cards < replicas
            ? throw new LibTorchException($"a network in {replicas} copies needs as many cards, and {cards} can be seen: check CUDA_VISIBLE_DEVICES and the pod's nvidia.com/gpu limit, or ask for fewer")
            : [.. Enumerable.Range(1, replicas - 1).Select(card => device($"cuda:{card}"))];
    }
}
