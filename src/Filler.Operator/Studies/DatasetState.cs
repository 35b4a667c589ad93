namespace Filler.Operator.Studies;

/// <summary>Where a dataset stands.</summary>
internal abstract record DatasetState
{
    private DatasetState()
    {
    }

    public sealed record Ready(string Digest) : DatasetState;

    /// <summary>The images cannot be made as the manifest has them.</summary>
    public sealed record Refused(string Message) : DatasetState;

    public sealed record Preparing(string Reason, string Message) : DatasetState;
}
