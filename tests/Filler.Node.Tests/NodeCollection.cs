namespace Filler.Node.Tests;

/// <summary>One node for all tests, one test at a time.</summary>
[CollectionDefinition(Name)]
public sealed class NodeCollection : ICollectionFixture<NodeFixture>
{
    public const string Name = "node";
}
