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

    /// <summary>Threads the worker may use; absent: the whole processors that the machine and the cgroup grant (<see cref="ProcessorShare"/>).</summary>
    public const string Threads = "FILLER_THREADS";

    /// <summary>auto, cpu or cuda; absent: auto.</summary>
    public const string Device = "FILLER_DEVICE";

    /// <summary>
    /// A folder by which the workers that share a device (<c>trial.packing</c>) agree on its memory: one at a time is in its first steps. Absent: the worker has its device to itself.
    /// </summary>
    public const string Claims = "FILLER_CLAIMS";

    /// <summary><c>stdin</c>: run the trials that standard input names, one after another (<see cref="WorkerOrder"/>), instead of the one of <see cref="Trial"/>.</summary>
    public const string Orders = "FILLER_ORDERS";

    /// <summary>Value of <see cref="Orders"/>.</summary>
    public const string OrdersOnInput = "stdin";

    /// <summary>
    /// In a pod that several trials share (<c>trial.packing</c>): how many may run in it at once, at least 2. The worker runs those that carry <see cref="Packs.Label"/> with this
    /// pod's uid, each in a process of its own, until it is told to leave; <see cref="Trial"/> is not set then.
    /// </summary>
    public const string Seats = "FILLER_SEATS";

    /// <summary><c>stdin</c>: whoever started this process holds the other end of its standard input; the end of the input means that it has died: checkpoint and leave.</summary>
    public const string Parent = "FILLER_PARENT";

    /// <summary>Value of <see cref="Parent"/>.</summary>
    public const string ParentOnInput = "stdin";

    /// <summary>Path of a JSON file with a <see cref="DatasetSpec"/>: the worker puts that dataset into the store instead of running a trial.</summary>
    public const string DatasetSpec = "FILLER_DATASET_SPEC";

    /// <summary>Path of a JSON file with a <see cref="VolumeRefinement"/>: the worker writes that volume instead of running a trial; <see cref="Store"/> is not needed.</summary>
    public const string Refinement = "FILLER_REFINEMENT";

    /// <summary><c>kubernetes</c>: progress also goes to the status of the worker's own Trial. Absent: standard output only.</summary>
    public const string Report = "FILLER_REPORT";

    /// <summary>Value of <see cref="Report"/>.</summary>
    public const string ReportToKubernetes = "kubernetes";

    /// <summary>Namespace of the worker's Trial; absent: the one in the Trial's metadata.</summary>
    public const string Namespace = "FILLER_NAMESPACE";

    /// <summary>Name of the worker's pod, for logs and traces.</summary>
    public const string PodName = "FILLER_POD_NAME";

    /// <summary>Uid of the worker's pod: part of every report.</summary>
    public const string PodUid = "FILLER_POD_UID";

    /// <summary>Where the <see cref="TerminationMessage"/> goes; absent: <see cref="DefaultTerminationLog"/> where a container has it.</summary>
    public const string TerminationLog = "FILLER_TERMINATION_LOG";

    /// <summary>The file that Kubernetes gives every container.</summary>
    public const string DefaultTerminationLog = "/dev/termination-log";

    /// <summary>Where a trainer of the user's own may leave its result instead of the termination message.</summary>
    public const string ResultFile = "FILLER_RESULT_FILE";

    /// <summary>Before the name of a searched parameter, in upper case with <c>_</c> for dots: <c>FILLER_PARAM_TRAINING_LEARNINGRATE</c>.</summary>
    public const string ParameterPrefix = "FILLER_PARAM_";
}
