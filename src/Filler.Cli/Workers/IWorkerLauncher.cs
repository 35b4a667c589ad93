using Filler.Api;
using Filler.Cli.Running;

namespace Filler.Cli.Workers;

internal interface IWorkerLauncher
{
    /// <summary>So many trials will be started soon: their workers may be made ready meanwhile.</summary>
    void Expect(int trials);

    /// <summary>Starts the trial's current attempt; what becomes of it is reported, at the end always one <see cref="AttemptEnded"/>.</summary>
    /// <param name="digest">Names the trial's dataset in the store.</param>
    /// <exception cref="CommandFailure">The worker cannot be started on this machine.</exception>
    ITrialWorker Start(Trial trial, string digest, Action<RunFact> report);
}
