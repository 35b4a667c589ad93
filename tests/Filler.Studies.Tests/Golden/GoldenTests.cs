using System.Reflection;
using Filler.Api;
using Filler.Search;
using Filler.Studies.Tests.Simulation;

namespace Filler.Studies.Tests.Golden;

/// <summary>
/// <c>study.yaml</c> + <c>trials.json</c> → <c>plan.json</c>, half an hour after the first trial started. The sampler takes the grid's points in order and the
/// pruner is plain successive halving, so that the cases show the planner and do not move when the search improves. UPDATE_GOLDEN=1 writes the plans.
/// </summary>
public class GoldenTests
{
    private static readonly string Folder = typeof(GoldenTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "GoldenFolder").Value!;

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_facts_lead_to_the_plan(string name)
    {
        var folder = Path.Combine(Folder, name);
        var study = ManifestReader.ReadStudy(Path.Combine(folder, "study.yaml")).Study;
        study.Metadata.Uid = Facts.Uid;
        var trials = FillerJson.Deserialize<List<Trial>>(File.ReadAllText(Path.Combine(folder, "trials.json")));
        var space = SearchSpaces.From(study.Spec).Space!;
        IPruner pruner = study.Spec.Search.Pruning.Algorithm == "asha" ? new RungPruner() : new FixedPruner();

        var plan = StudyPlanner.Decide(study, trials, Facts.Noon.AddMinutes(30), StudyContext.Of(space, new InOrderSampler(), pruner, study.Spec.Training.Epochs));

        var file = Path.Combine(folder, "plan.json");
        var actual = FillerJson.Serialize(plan, indented: true) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, actual);
        Assert.True(File.Exists(file), $"{file} is missing: set UPDATE_GOLDEN=1, run again and read the plan");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
