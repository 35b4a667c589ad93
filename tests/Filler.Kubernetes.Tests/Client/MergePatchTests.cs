using System.Text.Json.Nodes;
using Filler.Kubernetes.Client;

namespace Filler.Kubernetes.Tests.Client;

public class MergePatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", null)]
    [InlineData("""{"a":1}""", """{"a":2}""", """{"a":2}""")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", """{"b":null}""")]
    [InlineData("""{"a":{"x":1,"y":2}}""", """{"a":{"x":1,"y":3}}""", """{"a":{"y":3}}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"a":1}""", """{"a":{"x":1}}""", """{"a":{"x":1}}""")]
    [InlineData("""{"a":null}""", "{}", null)]
    [InlineData("{}", """{"a":null}""", null)]
    [InlineData("{}", """{"a":{}}""", """{"a":{}}""")]
    public void The_patch_holds_what_differs_and_no_more(string from, string to, string? patch) =>
        Assert.Equal(patch, MergePatch.Diff((JsonObject)JsonNode.Parse(from)!, (JsonObject)JsonNode.Parse(to)!)?.ToJsonString());
}
