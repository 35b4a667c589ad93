using Filler.Api;
using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>By what a device's memory is known.</summary>
public static class MemoryGauges
{
    /// <summary>Of the processors: what machine and control groups leave.</summary>
    public static IMemoryGauge Host { get; } = new HostGauge();

    internal static IMemoryGauge Of(Device device) => device.type == DeviceType.CPU ? Host : CardGauge.First(Environment.GetEnvironmentVariable(Cards.Visible));
}
