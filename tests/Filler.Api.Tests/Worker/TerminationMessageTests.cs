using System.Text;

namespace Filler.Api.Tests.Worker;

public class TerminationMessageTests
{
    public static TheoryData<TerminationMessage> All => new(
        new TrialFinishedMessage { Attempt = 2, ValidationMetric = 0.93, BestEpoch = 7, Epochs = 9 },
        new StoppedMessage { Attempt = 1, Message = "SIGTERM" },
        new FailedMessage { Attempt = 1, Message = "the dataset 'a\"b' is damaged" },
        new DatasetReadyMessage { Digest = new string('a', 64), Images = 3_500 });

    [Theory]
    [MemberData(nameof(All))]
    public void Every_message_is_one_line_that_is_read_back(TerminationMessage message)
    {
        var line = message.ToLine();

        Assert.DoesNotContain('\n', line);
        Assert.Equal(message, TerminationMessage.TryParse(line + "\n"));
    }

    [Fact]
    public void The_kind_is_the_first_field() =>
        Assert.Equal(
            """{"event":"datasetReady","digest":"d","images":12}""", new DatasetReadyMessage { Digest = "d", Images = 12 }.ToLine());

    [Theory]
    [InlineData('x')]
    [InlineData('\u0001')]
    [InlineData('語')]
    public void Long_words_are_cut_so_that_the_line_stays_whole(char letter)
    {
        var line = new FailedMessage { Attempt = 1, Message = new string(letter, 10_000) }.ToLine();

        Assert.InRange(Encoding.UTF8.GetByteCount(line), 500, TerminationMessage.MaxBytes);
        Assert.StartsWith(new string(letter, 500), Assert.IsType<FailedMessage>(TerminationMessage.TryParse(line)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Killed")]
    [InlineData("""{"metric":0.93}""")]
    [InlineData("""{"event":"finished","attempt":1""")]
    [InlineData("""{"event":"unheard-of"}""")]
    public void Anything_else_is_no_message(string? text) => Assert.Null(TerminationMessage.TryParse(text));

    [Theory]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_result_loses_what_the_store_alone_need_hold_and_its_counts_last(int classes, bool kept)
    {
        var result = new TrialResult
        {
            Attempt = 1,
            BestEpoch = 7,
            ValidationMetric = 0.93,
            EvaluationLoss = 0.2,
            Epochs = [],
            Architecture = "C4F2",
            Weights = 1_000_000,
            FlopsPerImage = 30_000_000,
            ConfusionMatrix = [.. Enumerable.Range(0, classes).Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, classes).Select(j => i == j ? 1000 : 17)])],
            TrainSeconds = 12.5,
            ImagesPerSecond = 4000,
            Device = "cuda:0",
            Checkpoint = new string('c', 120),
            Notes = [new string('n', 2000)],
        };

        var line = new TrialFinishedMessage { Attempt = 1, ValidationMetric = 0.93, BestEpoch = 7, Epochs = 9, Result = result }.ToLine();

        Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, TerminationMessage.MaxBytes);
        var read = Assert.IsType<TrialFinishedMessage>(TerminationMessage.TryParse(line)).Result;
        Assert.Equal(kept, read is not null);
        if (kept) Assert.Equal((1000, 17, null), (read!.ConfusionMatrix[29][29], read.ConfusionMatrix[0][29], read.Notes));
    }
}
