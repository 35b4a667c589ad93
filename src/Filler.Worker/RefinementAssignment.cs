using System.Text.Json;
using Filler.Api;
using Filler.Datasets;
using Filler.Structures;
using Filler.Training;

namespace Filler.Worker;

/// <summary>Writes one volume with its coarse axis made fine.</summary>
internal sealed record RefinementAssignment(VolumeRefinement Order, int Threads, string Device)
{
    public static bool IsAsked(Func<string, string?> variable) => variable(WorkerEnvironment.Refinement) is { Length: > 0 };

    /// <exception cref="WorkerSettingsException">A variable is missing or malformed.</exception>
    public static async Task<RefinementAssignment> ReadAsync(Func<string, string?> variable, CancellationToken cancellationToken)
    {
        var path = variable(WorkerEnvironment.Refinement)!;
        try
        {
            var order = FillerJson.Deserialize<VolumeRefinement>(await File.ReadAllTextAsync(path, cancellationToken));
            return new RefinementAssignment(order, WorkerSettings.ThreadsOf(variable(WorkerEnvironment.Threads)), WorkerSettings.DeviceOf(variable(WorkerEnvironment.Device)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new WorkerSettingsException($"{WorkerEnvironment.Refinement}={path}: {e.Message}", e);
        }
    }

    /// <param name="output">Hears the share done, 0 to 1, a line for each hundredth.</param>
    /// <exception cref="StructureFileException">The volume cannot be read, or the new one not be written.</exception>
    /// <exception cref="SafeTensorsException">The weights are not those of a super-resolution.</exception>
    /// <exception cref="ArgumentException">The network was trained for other voxels.</exception>
    public VolumeRefinedMessage Run(TextWriter output, CancellationToken cancellationToken)
    {
        using var refiner = new VolumeRefiner(SafeTensors.Parse(File.ReadAllBytes(Order.Weights)), Device, Threads);
        using var volume = new StructureGrower().ReadVolume(Order.Volume, Order.Volume.File, cancellationToken);
        refiner.Check(volume);
        var sections = volume.Nz * refiner.Factor;
        var (x, y, z) = volume.VoxelNm;
        using var writer = new NrrdWriter(Order.Target, volume.Nx, volume.Ny, sections, (x, y, z / refiner.Factor), volume.Type, Order.Provenance);
        var done = 0;
        foreach (var section in refiner.Refine(volume, cancellationToken))
        {
            writer.Write(section);
            if (100 * ++done / sections > 100 * (done - 1) / sections) output.WriteLine(FormattableString.Invariant($"{(double)done / sections:0.00}"));
        }

        writer.Complete();
        return new VolumeRefinedMessage { Sections = sections };
    }
}
