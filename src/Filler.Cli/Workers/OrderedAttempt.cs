using Filler.Api;
using Filler.Cli.Running;

namespace Filler.Cli.Workers;

/// <summary>One attempt as the worker process that it is given to knows it; what becomes of it is told as facts.</summary>
internal sealed class OrderedAttempt : ITrialWorker
{
    private readonly AttemptLog log;
    private readonly Action<RunFact> report;
    private readonly int number;
    private readonly int attempt;
    private WorkerProcess? process;
    private volatile bool accepted;

    public OrderedAttempt(Trial trial, string digest, AttemptLog log, Action<RunFact> report)
    {
        (number, attempt, this.log, this.report) = (trial.Spec.Number, trial.Status.Attempt, log, report);
        Order = new RunOrder { Trial = trial with { Status = new TrialStatus { Attempt = attempt } }, Dataset = digest };
    }

    public RunOrder Order { get; }

    public StopOrder Stop => new() { Trial = number, Attempt = attempt };

    public void AskToStop() => process?.Stop(this);

    public void Kill() => process?.Kill(this);

    /// <summary>To be called before the order is sent.</summary>
    public void GivenTo(WorkerProcess taker) => process = taker;

    /// <summary>Whether it is over by these words, and its worker ready for another.</summary>
    public bool IsEndedBy(WorkerEvent said) => said is WorkerFinished or WorkerStopped && (said.Trial, said.Attempt) == (number, attempt);

    public void Hear(WorkerEvent said)
    {
        accepted = true;
        report(new WorkerSaid(said));
    }

    public void Hear(string words) => log.Write(words);

    /// <param name="code">One of <see cref="WorkerExitCode"/>, or how the process died.</param>
    /// <param name="warm">The process had run another attempt before: where this one was not even begun, it is not to blame.</param>
    public void End(int code, bool warm)
    {
        log.Dispose();
        report(new AttemptEnded(number, attempt, warm && !accepted ? null : code, log.LastWords));
    }
}
