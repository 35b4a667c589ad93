namespace Filler.Cluster.Tests.Telemetry;

/// <param name="Service">Of the process that made it.</param>
/// <param name="Parent">Empty: the first of its trace.</param>
internal sealed record OtlpSpan(string Service, string Name, string Trace, string Id, string Parent);
