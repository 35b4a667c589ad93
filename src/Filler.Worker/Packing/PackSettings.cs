using System.Globalization;
using Filler.Api;

namespace Filler.Worker.Packing;

/// <summary>What a pack is told by its pod (<see cref="WorkerEnvironment.Seats"/>).</summary>
/// <param name="Seats">Trials at once.</param>
/// <param name="Threads">CPU threads of each.</param>
internal sealed record PackSettings(int Seats, string Namespace, string PodUid, int Threads)
{
    public static bool IsAsked(Func<string, string?> variable) => variable(WorkerEnvironment.Seats) is { Length: > 0 };

    /// <exception cref="WorkerSettingsException">A variable is missing or malformed.</exception>
    public static PackSettings Read(Func<string, string?> variable)
    {
        var text = variable(WorkerEnvironment.Seats);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seats) || seats < 2)
            throw new WorkerSettingsException($"{WorkerEnvironment.Seats}={text}: write a whole number of at least 2, or leave it out to run one trial");
        // Of all trials together, where the pod says; else whole processors for each.
        var threads = variable(WorkerEnvironment.Threads) is { Length: > 0 } all ? Math.Max(1, WorkerSettings.ThreadsOf(all) / seats) : ProcessorShare.Threads(seats);
        return new PackSettings(
            seats,
            WorkerSettings.Required(variable, WorkerEnvironment.Namespace, "the namespace of the pack's Trials"),
            WorkerSettings.Required(variable, WorkerEnvironment.PodUid, "the uid of this pod, which its Trials carry"),
            threads);
    }
}
