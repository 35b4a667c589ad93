using Filler.Api;

namespace Filler.Networks.Tests;

public class HogSvmPlanTests
{
    [Fact]
    public void The_papers_geometry_has_the_papers_count_of_features()
    {
        // A square window of Dalal and Triggs' settings: 8 × 8 pixels a cell, 2 × 2 cells a block, 9 directions.
        var plan = HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec() }, 64, 3, 1000);

        Assert.Equal((8, 7, 7 * 7 * 4 * 9), (plan.Cells, plan.Blocks, plan.Features));
        Assert.Equal(3 * (1764 + 1), plan.Cost.Weights);
    }

    [Fact]
    public void Pixels_beyond_the_last_cell_do_not_count() =>
        Assert.Equal((7, 6), (HogSvmPlan.Of(new ModelSpec(), 63, 2, 1).Cells, HogSvmPlan.Of(new ModelSpec(), 63, 2, 1).Blocks));

    [Fact]
    public void An_image_too_small_for_a_block_is_refused_with_the_fix()
    {
        var e = Assert.Throws<NetworkShapeException>(() => HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = 16, BlockCells = 3 } }, 32, 2, 1));

        Assert.Equal("32 × 32 pixels hold 2 × 2 cells of 16 pixels, fewer than a block of 3 × 3", e.Problem);
        Assert.Contains("cellPixels of at most 10", e.Fix);
        Assert.Equal(1, HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = 10, BlockCells = 3 } }, 32, 2, 1).Blocks);
    }

    [Fact]
    public void Features_that_would_not_fit_into_memory_are_refused()
    {
        var e = Assert.Throws<NetworkShapeException>(() => HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = 2, BlockCells = 4, Orientations = 36 } }, 1024, 2, 1_000_000));

        Assert.Contains("1,000,000 training images", e.Problem);
        Assert.Contains("at most 4 GiB", e.Fix);
    }
}
