using Filler.Api;
using Filler.TestKit.Studies;

namespace Filler.Bench.Operator;

/// <summary>Random search over two parameters; all studies of a scene share one dataset.</summary>
internal static class BenchStudy
{
    public static Study Named(string name, int trials, int parallel)
    {
        var study = TinyStudy.Named(name, trials, parallel);
        return study with { Spec = study.Spec with { Training = new TrainingSpec { Epochs = 10 }, Search = study.Spec.Search with { Reuse = true } } };
    }
}
