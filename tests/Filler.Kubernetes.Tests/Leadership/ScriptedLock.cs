using System.Net;
using k8s.Autorest;
using k8s.LeaderElection;

namespace Filler.Kubernetes.Tests.Leadership;

/// <summary>One lease that several candidates see, each by its own lock, whose connection can fail. Updates are bound to what was read.</summary>
internal sealed class ScriptedLock(ScriptedLock.Record shared, string identity) : ILock
{
    private int read;

    public string Identity => identity;

    /// <summary>Requests fail at the transport while set.</summary>
    public bool Unreachable { get; set; }

    public Task<LeaderElectionRecord> GetAsync(CancellationToken cancellationToken = default)
    {
        Connect();
        read = shared.Version;
        return shared.Value is { } value
            ? Task.FromResult(value)
            : throw new HttpOperationException { Response = new HttpResponseMessageWrapper(new HttpResponseMessage(HttpStatusCode.NotFound), "") };
    }

    public Task<bool> CreateAsync(LeaderElectionRecord record, CancellationToken cancellationToken = default) => WriteAsync(record);

    public Task<bool> UpdateAsync(LeaderElectionRecord record, CancellationToken cancellationToken = default) => WriteAsync(record);

    public string Describe() => "scripted";

    private Task<bool> WriteAsync(LeaderElectionRecord record)
    {
        Connect();
        if (read != shared.Version)
            return Task.FromResult(false);
        shared.Value = record;
        shared.Version++;
        return Task.FromResult(true);
    }

    private void Connect()
    {
        if (Unreachable)
            throw new HttpRequestException("connection refused");
    }

    internal sealed class Record
    {
        public LeaderElectionRecord? Value { get; set; }

        public int Version { get; set; }
    }
}
