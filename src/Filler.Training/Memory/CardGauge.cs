using System.Text;

namespace Filler.Training;

/// <summary>The memory of a card, as its driver tells it.</summary>
/// <remarks>
/// CUDA's runtime is mapped with libtorch_cuda, whose handle finds its functions under whatever name it was packed. They are C functions that answer with an error
/// code: nothing here throws through native frames. CUDA Runtime API: cudaMemGetInfo, cudaDeviceGetPCIBusId.
/// </remarks>
internal sealed unsafe class CardGauge : IMemoryGauge
{
    private readonly delegate* unmanaged<nuint*, nuint*, int> memory;

    private CardGauge(delegate* unmanaged<nuint*, nuint*, int> memory, string name)
    {
        this.memory = memory;
        Name = name;
    }

    public string Name { get; }

    public bool CountsEverybody => true;

    /// <summary>The first card that this process sees.</summary>
    /// <param name="visible">CUDA_VISIBLE_DEVICES.</param>
    public static CardGauge First(string? visible) =>
        new((delegate* unmanaged<nuint*, nuint*, int>)LibTorch.CudaFunction("cudaMemGetInfo"), $"card-{NameOf(visible) ?? BusId() ?? "0"}");

    public long? Free() => Ask() is { } told ? told.Free : null;

    public long Used() => Ask() is { } told ? told.Total - told.Free : 0;

    // libtorch keeps what it has freed on a card.
    public long Peak() => Used();

    // Slices of one card (MIG) have memory of their own, but its place on the bus in common.
    private static string? NameOf(string? visible) =>
        visible?.Split(',')[0].Trim() is { } first && first.StartsWith("MIG-", StringComparison.Ordinal) ? string.Concat(first.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')) : null;

    private static string? BusId()
    {
        var ask = (delegate* unmanaged<byte*, int, int, int>)LibTorch.CudaFunction("cudaDeviceGetPCIBusId");
        if (ask is null) return null;
        const int Most = 32;
        var id = stackalloc byte[Most];
        return ask(id, Most, 0) == 0 ? Encoding.ASCII.GetString(id, Most).TrimEnd('\0').Replace(':', '-') : null;
    }

    private (long Free, long Total)? Ask()
    {
        nuint free = 0, total = 0;
        return memory is not null && memory(&free, &total) == 0 ? ((long)free, (long)total) : null;
    }
}
