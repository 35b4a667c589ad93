namespace Filler.Training.Tests.Memory;

public class MemoryDecisionTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public void Whoever_is_alone_begins_whatever_is_free(long? free) => Assert.True(MemoryDecision.Fits(free, []));

    [Theory]
    [InlineData(1250, true)]
    [InlineData(1249, false)]
    [InlineData(0, false)]
    [InlineData(long.MaxValue, true)]
    public void Beside_others_there_must_be_room_for_the_largest_and_a_quarter_more(long free, bool fits) => Assert.Equal(fits, MemoryDecision.Fits(free, [300, 1000, 20]));

    [Fact]
    public void Where_nobody_can_tell_the_first_steps_will() => Assert.True(MemoryDecision.Fits(null, [1000]));

    [Theory]
    [InlineData(100, 700, 0, 600)]
    [InlineData(700, 100, 0, 0)]
    [InlineData(1000, 900, 500, 400)]
    public void What_the_first_steps_took_is_the_difference_and_what_left_meanwhile(long before, long peak, long left, long taken) =>
        Assert.Equal(taken, MemoryDecision.Taken(before, peak, left));

    [Fact]
    public void No_order_of_coming_and_going_begins_two_for_whom_there_is_no_room()
    {
        // A device of 1000, trials of several sizes; each takes what it takes once it is let in, and leaves at some time.
        var random = new Random(7);
        var running = new List<long>();
        for (var step = 0; step < 10_000; step++)
        {
            if (running.Count > 0 && random.Next(3) == 0) running.RemoveAt(random.Next(running.Count));
            var free = 1000 - running.Sum();
            if (!MemoryDecision.Fits(free, running)) continue;
            var wants = random.Next(1, 400);
            // What does not fit nonetheless is larger than all before it: it gives way, or is alone.
            Assert.True(wants <= free || wants > running.DefaultIfEmpty(0).Max());
            if (wants <= free) running.Add(wants);
        }
    }
}
