namespace Filler.Api.Tests;

public class TargetRangesTests
{
    private static ClassSpec Class(string parameter, double min, double max, int count = 5) => new()
    {
        Name = "phi",
        Structure = new StructureSpec { Random = new RandomStructureSpec { DiameterNm = 30, BoxNm = 800 } },
        Range = new TargetRangeSpec { Parameter = parameter, Min = min, Max = max, Count = count },
    };

    [Fact]
    public void A_range_becomes_a_class_with_a_target_at_each_value()
    {
        var classes = new DatasetSpec { Classes = [Class("volumeFraction", 0.05, 0.25)] }.Classes;

        Assert.Equal(["phi-0.05", "phi-0.1", "phi-0.15", "phi-0.2", "phi-0.25"], classes.Select(c => c.Name));
        Assert.Equal([0.05, 0.1, 0.15, 0.2, 0.25], classes.Select(c => c.Target!.Value));
        Assert.Equal(classes.Select(c => c.Target!.Value), classes.Select(c => c.Structure.Random!.VolumeFraction));
        Assert.All(classes, c => Assert.Equal((30, 800, null), (c.Structure.Random!.DiameterNm, c.Structure.Random.BoxNm, c.Range)));
    }

    [Fact]
    public void Aggregates_vary_too_and_other_classes_stay()
    {
        var grown = new ClassSpec
        {
            Name = "size",
            Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = "nonModifiedSbr" } },
            Range = new TargetRangeSpec { Parameter = "meanAggregateSize", Min = 5, Max = 50, Count = 2 },
        };
        var one = new ClassSpec { Name = "one", Target = 1 };

        var classes = new DatasetSpec { Classes = [grown, one] }.Classes;

        Assert.Equal(["size-5", "size-50", "one"], classes.Select(c => c.Name));
        Assert.Equal([5, 50], classes.Take(2).Select(c => c.Structure.Aggregates!.MeanAggregateSize!.Value));
        Assert.Same(one, classes[2]);
    }

    [Fact]
    public void What_was_written_of_a_range_reads_as_its_classes()
    {
        var spec = new DatasetSpec { Classes = [Class("volumeFraction", 0.1, 0.2, 3)] };

        var again = FillerJson.Deserialize<DatasetSpec>(FillerJson.Serialize(spec));

        Assert.Equal(spec.Classes, again.Classes);
        Assert.DoesNotContain("range", FillerJson.Serialize(spec), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("volumeFraction", 0.2, 0.2, "min below max")]
    [InlineData("volumeFraction", 0.1, 0.9, "volumeFraction takes")]
    [InlineData("meanAggregateSize", 5, 50, "one of its numbers")]
    public void A_range_that_cannot_be_is_told_with_its_fix(string parameter, double min, double max, string fix)
    {
        var bad = Class(parameter, min, max);

        Assert.Contains(fix, TargetRanges.Fault(bad)!.Value.Fix, StringComparison.Ordinal);
        Assert.Same(bad, Assert.Single(new DatasetSpec { Classes = [bad] }.Classes));
    }

    [Fact]
    public void A_target_beside_a_range_a_measured_structure_and_a_long_name_are_refused()
    {
        var good = Class("volumeFraction", 0.1, 0.2);

        Assert.Null(TargetRanges.Fault(good));
        Assert.Contains("target", TargetRanges.Fault(good with { Target = 1 })!.Value.Problem, StringComparison.Ordinal);
        Assert.Contains("spheres", TargetRanges.Fault(good with { Structure = new StructureSpec { Scattering = new ScatteringStructureSpec() } })!.Value.Problem, StringComparison.Ordinal);
        Assert.Contains("shorter", TargetRanges.Fault(good with { Name = new string('x', 40) })!.Value.Fix, StringComparison.Ordinal);
    }
}
