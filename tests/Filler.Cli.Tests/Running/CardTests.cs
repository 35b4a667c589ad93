namespace Filler.Cli.Tests.Running;

public class CardTests
{
    [Fact]
    public async Task Workers_are_spread_to_the_cards_and_agree_on_their_memory()
    {
        using var lab = new Lab { Cards = ["GPU-aa", "GPU-bb"], AtOnce = 2 };
        lab.Script("* * card 0");

        await lab.RunAsync(Lab.Study(trials: 6, parallel: 6));

        var lines = lab.Run.ReadTrials().Select(lab.LogOf).ToList();
        Assert.Equal(2, lines.Distinct().Count());
        Assert.All(new[] { "card GPU-aa, ", "card GPU-bb, " }, card => Assert.Contains(lines, l => l.StartsWith(card, StringComparison.Ordinal)));
        Assert.All(lines, l => Assert.Contains("filler-claims-", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_cards_a_worker_sees_what_there_is()
    {
        using var lab = new Lab();
        lab.Script("* * card 0");

        await lab.RunAsync(Lab.Study(trials: 1));

        Assert.EndsWith("claims", Assert.Single(lab.Run.ReadTrials().Select(lab.LogOf)).Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_run_at_once_than_there_is_room_for_and_the_record_keeps_what_was_asked()
    {
        using var lab = new Lab { AtOnce = 2 };
        var most = 0;
        lab.OnView = (_, view) => most = Math.Max(most, view.Running.Count);

        await lab.RunAsync(Lab.Study(trials: 8, parallel: 5));

        Assert.Equal(2, most);
        Assert.Equal((8, 5), (lab.Run.ReadTrials().Count, lab.Run.ReadStudy()!.Spec.Search.ParallelTrials));
    }
}
