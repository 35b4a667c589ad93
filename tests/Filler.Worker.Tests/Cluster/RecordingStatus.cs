using System.Threading.Channels;
using Filler.Worker.Cluster;

namespace Filler.Worker.Tests.Cluster;

/// <summary>Keeps what is sent and when; answers as told, then always with success.</summary>
internal sealed class RecordingStatus(TimeProvider time, params IEnumerable<ReportOutcome> answers) : ITrialStatusClient
{
    private readonly Queue<ReportOutcome> answers = new(answers);
    private readonly Channel<(string Patch, DateTimeOffset At)> sent = Channel.CreateUnbounded<(string, DateTimeOffset)>();

    public ReportOutcome Otherwise { get; init; } = new ReportOutcome.Written();

    public int Waiting => sent.Reader.Count;

    public Task<(string Patch, DateTimeOffset At)> NextAsync() => sent.Reader.ReadAsync().AsTask();

    public Task<ReportOutcome> PatchAsync(string patch, CancellationToken cancellationToken)
    {
        sent.Writer.TryWrite((patch, time.GetUtcNow()));
        return Task.FromResult(answers.TryDequeue(out var answer) ? answer : Otherwise);
    }
}
