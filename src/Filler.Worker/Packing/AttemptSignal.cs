namespace Filler.Worker.Packing;

/// <summary>What an attempt's process was told.</summary>
internal enum AttemptSignal
{
    None,

    /// <summary>SIGTERM: checkpoint and leave.</summary>
    Terminate,

    /// <summary>SIGKILL.</summary>
    Kill,
}
