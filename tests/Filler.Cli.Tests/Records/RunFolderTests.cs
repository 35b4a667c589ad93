using Filler.Api;
using Filler.Cli.Records;
using k8s.Models;

namespace Filler.Cli.Tests.Records;

public sealed class RunFolderTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly RunFolder run;

    public RunFolderTests()
    {
        run = new RunFolder(folder.Path);
        run.Make();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Trials_are_read_back_as_written_in_order_of_their_numbers()
    {
        Trial[] trials = [.. new[] { 2, 0, 1 }.Select(n => new Trial
        {
            Metadata = new V1ObjectMeta { Name = Trial.NameOf("s", n) },
            Spec = new TrialSpec { Study = "s", Number = n },
            Status = new TrialStatus { Phase = TrialPhase.Running, Attempt = 1, StartTime = DateTimeOffset.UnixEpoch },
        })];
        foreach (var trial in trials) run.Write(trial);

        Assert.Equal(trials.OrderBy(t => t.Spec.Number).Select(t => FillerJson.Serialize(t)), run.ReadTrials().Select(t => FillerJson.Serialize(t)));
    }

    [Fact]
    public void A_file_that_a_crash_left_half_written_is_no_record()
    {
        run.Write(new Trial { Metadata = new V1ObjectMeta { Name = "s-0000" } });
        File.WriteAllText(folder.At("trials", "s-0001.json.partial"), "{ \"spec\": { \"num");

        Assert.Single(run.ReadTrials());
    }

    [Fact]
    public void A_damaged_record_is_named_with_what_to_do()
    {
        File.WriteAllText(folder.At("trials", "s-0000.json"), "{ \"spec\": ");

        var failure = Assert.Throws<CommandFailure>(() => run.ReadTrials());

        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("s-0000.json", failure.Message, StringComparison.Ordinal);
    }
}
