namespace Filler.Storage.Tests;

public sealed class NewNameTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("filler-name-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Of_writers_that_start_together_one_gets_the_name_in_every_round()
    {
        const int writers = 4, rounds = 300;
        using var together = new Barrier(writers);
        var won = new int[rounds];
        var threads = Enumerable.Range(0, writers).Select(writer => new Thread(() =>
        {
            for (var round = 0; round < rounds; round++)
            {
                var temporary = Path.Combine(folder, $"{writer}-of-{round}");
                File.WriteAllText(temporary, "content");
                together.SignalAndWait();
                if (NewName.TryGive(temporary, Path.Combine(folder, $"{round}"))) Interlocked.Increment(ref won[round]);
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(won, winners => Assert.Equal(1, winners));
    }

    [Fact]
    public void A_folder_that_is_missing_is_an_error_and_not_a_taken_name()
    {
        var temporary = Path.Combine(folder, "temporary");
        File.WriteAllText(temporary, "content");

        Assert.ThrowsAny<IOException>(() => NewName.TryGive(temporary, Path.Combine(folder, "missing", "name")));
    }
}
