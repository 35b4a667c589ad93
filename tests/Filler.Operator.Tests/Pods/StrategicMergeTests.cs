using System.Text.Json.Nodes;
using Filler.Operator.Pods;

namespace Filler.Operator.Tests.Pods;

public class StrategicMergeTests
{
    [Theory]
    // Mappings are merged field by field, the overlay's values win.
    [InlineData("""{"a":{"x":1,"y":2},"b":3}""", """{"a":{"y":5,"z":6}}""", """{"a":{"x":1,"y":5,"z":6},"b":3}""")]
    // Named things are merged by name, and new ones added behind.
    [InlineData("""{"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}""", """{"env":[{"name":"B","value":"3"},{"name":"C","value":"4"}]}""", """{"env":[{"name":"A","value":"1"},{"name":"B","value":"3"},{"name":"C","value":"4"}]}""")]
    // Two mounts may show one volume: their paths tell them apart.
    [InlineData("""{"volumeMounts":[{"name":"v","mountPath":"/a"}]}""", """{"volumeMounts":[{"name":"v","mountPath":"/b"}]}""", """{"volumeMounts":[{"name":"v","mountPath":"/a"},{"name":"v","mountPath":"/b"}]}""")]
    // A list of plain values is replaced.
    [InlineData("""{"args":["a","b"]}""", """{"args":["c"]}""", """{"args":["c"]}""")]
    // Tolerations and the like are added to.
    [InlineData("""{"tolerations":[{"key":"a"}]}""", """{"tolerations":[{"key":"b"}]}""", """{"tolerations":[{"key":"a"},{"key":"b"}]}""")]
    [InlineData("""{"envFrom":[{"secretRef":{"name":"s"}}]}""", """{"envFrom":[{"configMapRef":{"name":"c"}}]}""", """{"envFrom":[{"secretRef":{"name":"s"}},{"configMapRef":{"name":"c"}}]}""")]
    public void Into_lays_the_overlay_over_the_target(string target, string overlay, string merged)
    {
        var result = JsonNode.Parse(target)!.AsObject();

        StrategicMerge.Into(result, JsonNode.Parse(overlay)!.AsObject());

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(merged), result), result.ToJsonString());
    }

    [Fact]
    public void Into_leaves_the_overlay_as_it_was_and_is_the_same_when_done_twice()
    {
        const string Overlay = """{"containers":[{"name":"trial","resources":{"limits":{"nvidia.com/gpu":"1"}}},{"name":"side"}]}""";
        var (overlay, target) = (JsonNode.Parse(Overlay)!.AsObject(), JsonNode.Parse("""{"containers":[{"name":"trial","image":"w"}]}""")!.AsObject());

        StrategicMerge.Into(target, overlay);
        var once = target.ToJsonString();
        StrategicMerge.Into(target, overlay);

        Assert.Equal(once, target.ToJsonString());
        Assert.Equal(Overlay, overlay.ToJsonString());
    }
}
