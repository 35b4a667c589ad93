using System.Text.Json;
using Filler.Cli.Commands;
using Spectre.Console;

namespace Filler.Cli.Tests.AskTell;

public class AskTellCommandTests
{
    private const string Real = """{"problem": {"name": "p", "direction": "minimize", "parameters": [{"name": "x", "type": "float", "low": 0, "high": 1}]}, "seed": 7, "budget": 2, "parallel": 1, "sampler": "random"}""";

    [Fact]
    public async Task It_asks_reads_tells_and_is_done()
    {
        var (code, lines, _) = await Talk([], Real, """{"tell": 1, "value": 0.4}""", """{"tell": 2, "value": null}""", """{"end": true}""");

        Assert.Equal(0, code);
        Assert.Equal(["ask", "ask", "done"], lines.Select(l => l.EnumerateObject().First().Name));
        Assert.InRange(lines[0].GetProperty("params").GetProperty("x").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Every_kind_of_parameter_is_asked_in_its_own_type()
    {
        var (code, lines, _) = await Talk(["--sampler", "tpe"], """
            {"problem": {"name": "p", "direction": "minimize", "parameters": [
              {"name": "lr", "type": "float", "low": 1e-5, "high": 0.1, "log": true},
              {"name": "layers", "type": "int", "low": 1, "high": 5},
              {"name": "optimizer", "type": "categorical", "choices": ["adam", "sgd"]},
              {"name": "size", "type": "categorical", "choices": [32, 64], "ordered": true},
              {"name": "nesterov", "type": "categorical", "choices": [true, false], "condition": {"param": "optimizer", "in": ["sgd"]}}]},
             "seed": 1, "budget": 12, "parallel": 12}
            """.ReplaceLineEndings(" "));

        Assert.Equal(0, code);
        var asked = lines.Where(l => l.TryGetProperty("ask", out _)).Select(l => l.GetProperty("params")).ToList();
        Assert.Equal(12, asked.Count);
        Assert.All(asked, p =>
        {
            Assert.True(p.GetProperty("layers").TryGetInt32(out _));
            Assert.Equal(JsonValueKind.Number, p.GetProperty("size").ValueKind);
            Assert.Equal(p.GetProperty("optimizer").GetString() == "sgd", p.TryGetProperty("nesterov", out var nesterov));
            if (nesterov.ValueKind != JsonValueKind.Undefined) Assert.Contains(nesterov.ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
        });
    }

    [Fact]
    public async Task With_a_fidelity_asks_name_epoch_and_trial()
    {
        var first = Real.Replace("\"parameters\"", "\"fidelity\": {\"name\": \"epoch\", \"min\": 1, \"max\": 9, \"eta\": 3}, \"parameters\"", StringComparison.Ordinal).Replace("\"budget\": 2", "\"budget\": 30", StringComparison.Ordinal);
        string[] tells = [.. Enumerable.Range(1, 3).Select(i => $$"""{"tell": {{i}}, "value": 0.{{i}}}""")];
        var (code, lines, _) = await Talk(["--pruner", "asha"], [first, .. tells]);

        Assert.Equal(0, code);
        Assert.Equal([(1, 1), (1, 2), (1, 3)], lines[..3].Select(l => (l.GetProperty("fidelity").GetInt32(), l.GetProperty("trial").GetInt32())));
        // Three have reached the rung: the best of them goes on, with the same parameters.
        Assert.Equal((3, 1), (lines[3].GetProperty("fidelity").GetInt32(), lines[3].GetProperty("trial").GetInt32()));
        Assert.Equal(lines[0].GetProperty("params").ToString(), lines[3].GetProperty("params").ToString());
    }

    [Fact]
    public async Task The_end_of_the_input_is_an_end() => Assert.Equal(0, (await Talk([], Real)).Code);

    public static TheoryData<string, string> Misunderstood => new()
    {
        { "not json", "line 1: no JSON" },
        { """{"seed": 1}""", "line 1: problem is missing" },
        { Real.Replace("\"low\": 0", "\"low\": 2", StringComparison.Ordinal), "problem.parameters[0].low is 2, above high 1; swap them" },
        { Real.Replace("float", "double", StringComparison.Ordinal), "problem.parameters[0].type" },
        { Real.Replace("\"sampler\": \"random\"", "\"sampler\": \"bayes\"", StringComparison.Ordinal), "sampler is bayes; write one of auto, grid" },
        { Real.Replace("\"budget\": 2", "\"budget\": 0", StringComparison.Ordinal), "budget" },
        { Real.Replace("""{"name": "x", "type": "float", "low": 0, "high": 1}""", "", StringComparison.Ordinal), "problem.parameters is empty; list at least one parameter" },
        { Real.Replace("\"high\": 1", "\"high\": 1e999", StringComparison.Ordinal), "problem.parameters[0].high is 1e999, not within" },
        { Real.Replace("\"seed\"", "\"history\": [{\"params\": {\"x\": 0.5}, \"value\": -1e999}], \"seed\"", StringComparison.Ordinal), "history[0].value is -1e999, not within" },
        {
            Real.Replace("\"parameters\"", "\"fidelity\": {\"min\": 1, \"max\": 9}, \"parameters\"", StringComparison.Ordinal)
                .Replace("\"seed\"", "\"history\": [{\"params\": {\"x\": 0.5}, \"value\": 1, \"fidelity\": 27}], \"seed\"", StringComparison.Ordinal),
            "history[0].fidelity is 27; write 1 to 9"
        },
        { Real.Replace("\"parallel\": 1", "\"parallel\": -1", StringComparison.Ordinal), "parallel" },
    };

    [Theory]
    [MemberData(nameof(Misunderstood))]
    public async Task What_cannot_be_understood_ends_in_one_line_and_exit_code_two(string line, string complaint)
    {
        var (code, _, error) = await Talk([], line);

        Assert.Equal(2, code);
        Assert.Contains(complaint, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("""{"tell": 5, "value": 1}""", "ask 5 is not outstanding")]
    [InlineData("""{"tell": 1}""", "value is missing")]
    [InlineData("""{"tell": 1, "value": "good"}""", "value")]
    [InlineData("""{"tell": 1, "value": 1e999}""", "value is 1e999, not within")]
    [InlineData("""{"tell": 1, "value": NaN}""", "no JSON")]
    public async Task A_wrong_tell_too(string tell, string complaint)
    {
        var (code, _, error) = await Talk([], Real, tell);

        Assert.Equal(2, code);
        Assert.Contains("line 2: ", error, StringComparison.Ordinal);
        Assert.Contains(complaint, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, List<JsonElement> Lines, string Error)> Talk(string[] options, params string[] input)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var lines = new StringReader(string.Join('\n', input));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        var terminal = new Terminal(console, output, error, TimeProvider.System, Environment.GetEnvironmentVariable, "") { Input = lines };
        var code = await FillerCommand.InvokeAsync(["ask-tell", .. options], terminal);
        return (code, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)], error.ToString());
    }
}
