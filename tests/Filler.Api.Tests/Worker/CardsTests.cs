namespace Filler.Api.Tests.Worker;

public sealed class CardsTests : IDisposable
{
    private const string TwoCards = """
        GPU 0: NVIDIA H200 (UUID: GPU-aa)
        GPU 1: NVIDIA H200 (UUID: GPU-bb)
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("filler-cards-").FullName;

    public CardsTests() => File.WriteAllText(Path.Combine(folder, "libtorch_cuda.so"), "");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_driver_lists_the_cards() => Assert.Equal(["GPU-aa", "GPU-bb"], Seen("auto", TwoCards));

    [Fact]
    public void Of_a_card_that_is_cut_the_slices_count() => Assert.Equal(
        ["MIG-1", "MIG-2", "GPU-bb"],
        Seen("cuda", """
            GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-aa)
              MIG 3g.20gb     Device  0: (UUID: MIG-1)
              MIG 3g.20gb     Device  1: (UUID: MIG-2)
            GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-bb)
            """));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("0, 1", "0 1")]
    [InlineData("GPU-aa,GPU-aa", "GPU-aa")]
    [InlineData("1,-1,0", "1")]
    [InlineData("-1", "")]
    [InlineData("", "")]
    public void What_the_user_shows_to_CUDA_counts_alone(string visible, string cards) => Assert.Equal(cards, string.Join(' ', Seen("auto", TwoCards, visible)));

    [Fact]
    public void Where_trials_train_on_processors_no_card_counts_and_the_driver_is_not_asked()
    {
        Assert.Empty(Seen("cpu", null));
        Assert.Empty(Cards.Of("auto", _ => null, () => throw new InvalidOperationException("asked")));
        Assert.Empty(Cards.Of("auto", name => name == "LIBTORCH_DIR" ? Path.Combine(folder, "elsewhere") : null, () => throw new InvalidOperationException("asked")));
    }

    [Fact]
    public void Without_a_driver_there_is_no_card() => Assert.Empty(Seen("auto", null));

    [Theory]
    [InlineData(0, 1, 4, 4)]
    [InlineData(1, 1, 4, 1)]
    [InlineData(1, 8, 4, 4)]
    [InlineData(2, 3, 16, 6)]
    [InlineData(4, 64, 1, 1)]
    public void Cards_and_packing_bound_how_many_run_at_once(int cards, int packing, int parallel, int atOnce) => Assert.Equal(atOnce, Cards.AtOnce(cards, packing, parallel));

    [Fact]
    public void Processes_are_spread_evenly()
    {
        string[] cards = ["a", "b", "c"];
        var used = new List<string>();
        for (var i = 0; i < 7; i++) used.Add(Cards.LeastUsed(cards, used));

        Assert.Equal("abcabca", string.Concat(used));
        Assert.Equal("b", Cards.LeastUsed(cards, ["a", "c", "b", "a", "c"]));
    }

    private IReadOnlyList<string> Seen(string device, string? list, string? visible = null) =>
        Cards.Of(device, name => name switch { "LIBTORCH_DIR" => folder, "CUDA_VISIBLE_DEVICES" => visible, _ => null }, () => list);
}
