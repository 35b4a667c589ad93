using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>By what a device's memory is known.</summary>
internal static class MemoryGauges
{
    public static IMemoryGauge Of(Device device) => device.type == DeviceType.CPU ? new HostGauge() : CardGauge.First(Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES"));
}
