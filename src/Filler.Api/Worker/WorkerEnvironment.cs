namespace Filler.Api;

/// <summary>How a worker learns what to do: the same in a pod and in a local process.</summary>
public static class WorkerEnvironment
{
    /// <summary>Path of the JSON file that holds the <see cref="Trial"/>; its status names the attempt to run.</summary>
    public const string Trial = "FILLER_TRIAL";

    /// <summary>Address of the blob store.</summary>
    public const string Store = "FILLER_STORE";

    /// <summary>Digest of the trial's dataset in the store (64 hexadecimal digits).</summary>
    public const string DatasetDigest = "FILLER_DATASET";

    /// <summary>Threads the worker may use; absent: all that the machine or the cgroup grants.</summary>
    public const string Threads = "FILLER_THREADS";

    /// <summary><c>1</c>: standard input is a pipe from the parent, and its end means that the parent died: checkpoint and leave.</summary>
    public const string ParentPipe = "FILLER_PARENT_PIPE";
}
