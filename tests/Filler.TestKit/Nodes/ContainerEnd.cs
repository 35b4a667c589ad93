namespace Filler.TestKit.Nodes;

/// <summary>How a container ended, as a kubelet would report it.</summary>
/// <param name="ExitCode">128 + n after death by signal n.</param>
/// <param name="Reason"><c>Completed</c>, <c>Error</c>, <c>OOMKilled</c>.</param>
public sealed record ContainerEnd(int ExitCode, string Message = "", string? Reason = null);
