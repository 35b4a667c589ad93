using System.Text.Json;
using Filler.Api;
using Filler.Datasets;
using Filler.Networks;
using Filler.Structures;
using Filler.Training;

namespace Filler.Worker;

/// <summary>Of what kind a failure is: one of <see cref="WorkerExitCode"/>.</summary>
internal static class Failures
{
    // ENOSPC and EDQUOT, which .NET hands on as they are.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <returns>Null for what nobody foresaw: a crash.</returns>
    public static int? CodeOf(Exception failure) => failure switch
    {
        LibTorchException => WorkerExitCode.Environment,
        TrainingDivergedException => WorkerExitCode.Diverged,
        // The trial's own values or images are at fault: another attempt would end the same.
        WorkerSettingsException or DatasetException or StructureFileException or SafeTensorsException or NetworkShapeException or InvalidDataException or ArgumentException or JsonException => WorkerExitCode.UserError,
        IOException { HResult: NoSpace or QuotaExceeded } => WorkerExitCode.StoreFull,
        // A blob store that does not answer, or a folder of one that is no longer writable.
        IOException or UnauthorizedAccessException => WorkerExitCode.Store,
        _ => null,
    };
}
