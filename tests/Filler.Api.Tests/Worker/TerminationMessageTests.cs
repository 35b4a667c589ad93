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
}
