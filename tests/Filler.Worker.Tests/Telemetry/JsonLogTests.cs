using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Worker.Telemetry;

namespace Filler.Worker.Tests.Telemetry;

public class JsonLogTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";

    private readonly StringWriter written = new() { NewLine = "\n" };

    [Fact]
    public void In_a_pod_every_line_is_an_object_with_the_trace_that_began_the_process()
    {
        var sut = For((WorkerEnvironment.PodName, "tiny-0000-1"), ("TRACEPARENT", $"00-{TraceId}-{ParentId}-01"));

        sut.WriteLine("worker: stopped: told to");
        sut.Write("two \"lines\"\nat once\n");

        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(["stopped: told to", "two \"lines\"", "at once"], lines.Select(l => (string)l["Message"]!));
        Assert.All(lines, l => Assert.Equal((TraceId, ParentId, "Filler.Worker"), ((string)l["TraceId"]!, (string)l["SpanId"]!, (string)l["Category"]!)));
    }

    [Fact]
    public void Where_nobody_traces_lines_have_no_ids()
    {
        For((WorkerEnvironment.PodName, "tiny-0000-1")).WriteLine("worker: hello");

        Assert.Equal(["Timestamp", "Category", "Message"], JsonNode.Parse(written.ToString())!.AsObject().Select(f => f.Key));
    }

    [Fact]
    public void Outside_a_pod_the_log_is_for_people()
    {
        For().WriteLine("worker: hello");

        Assert.Equal("worker: hello\n", written.ToString());
    }

    private TextWriter For(params (string Name, string Value)[] variables) =>
        JsonLog.For(written, name => variables.FirstOrDefault(v => v.Name == name).Value, TimeProvider.System);
}
