using Filler.Bench;

// Each benchmark prints a figure, what bounds it, and their ratio, measured side by side in this one run: bench/README.md.
return args switch
{
    ["structures", .. var parts] => StructuresBench.Run(parts, Console.Out),
    ["slices"] => SlicesBench.Run(Console.Out),
    ["planner"] => PlannerBench.Run(Console.Out),
    ["planner", "cluster"] => PlannerClusterBench.Run(Console.Out),
    ["sampler"] => SamplerBench.Run(Console.Out),
    ["utilisation"] => UtilisationBench.Run(Console.Out),
    ["cluster"] => ClusterBench.Run(Console.Out),
    ["rungs"] => RungBench.Run(20, Console.Out),
    ["warm", .. var options] => WarmBench.Run(options, Console.Out),
    ["search", .. var options] => SearchBench.Run(options, Console.Out),
    ["training", .. var options] => TrainingBench.Run(options, Console.Out),
    ["worker", .. var parts] => WorkerBench.Run(parts, Console.Out),
    ["study", var run] => StudyBench.Run(run, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: search [--samplers a,b] [--problems a,b] [--parallel 1,8] [--seeds n] [--first n] [--budget n] | warm [--samplers a,b] [--rungs none,asha] [--kinds a,b] [--parallel 1,8] [--seeds n] [--budget n] | rungs | utilisation | cluster | structures [spheres volumes rmc dataset stack reading] | slices | planner [cluster] | sampler | training [throughput evaluation checkpoints memory own study] [--device cuda] [--threads n] | study RUN_FOLDER");
    return 2;
}
