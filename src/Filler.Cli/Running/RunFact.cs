using Filler.Api;

namespace Filler.Cli.Running;

/// <summary>Something that happened outside the runner's loop. Facts reach it through one channel, so it alone touches the record.</summary>
internal abstract record RunFact;

internal sealed record WorkerSaid(WorkerEvent Event) : RunFact;

/// <summary>The attempt is over, and its worker gone or ready for another.</summary>
/// <param name="ExitCode">As <see cref="WorkerExitCode"/>; 128 + n after death by signal n; null where a worker died, after other attempts, before it began this one.</param>
/// <param name="LastWords">The last line of its log; empty where there is none.</param>
internal sealed record AttemptEnded(int Number, int Attempt, int? ExitCode, string LastWords) : RunFact;

/// <param name="Key">Names the recipe, see <see cref="Datasets.IDatasets"/>.</param>
internal sealed record DatasetProgressed(string Key, string Stage, double Share) : RunFact;

internal sealed record DatasetReady(string Key, string Digest) : RunFact;

/// <summary>The images cannot be made as the manifest has them.</summary>
internal sealed record DatasetRefused(string Key, string Message) : RunFact;

/// <summary>This machine cannot hold the images: the study stops and may go on later.</summary>
internal sealed record DatasetBroke(string Key, Exception Cause) : RunFact;

/// <summary>The user asks to stop: the first time gently, then at once.</summary>
internal sealed record StopAsked : RunFact;
