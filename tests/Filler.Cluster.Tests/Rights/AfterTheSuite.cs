namespace Filler.Cluster.Tests.Rights;

/// <summary>Tests that run when all others have: they read what those left in the audit log, and have the whole cluster to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterTheSuite
{
    public const string Name = "after the suite";
}
