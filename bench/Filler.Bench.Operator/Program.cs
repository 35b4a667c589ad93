using System.Globalization;
using Filler.Bench.Operator;
using Filler.TestKit.Cluster;

// Figures of the operator against a real API server and etcd on this machine, with trials that train nothing: bench/README.md.
if (KubernetesBinaries.Installed.Missing is { } missing)
{
    Console.Error.WriteLine($"operator bench: {missing}");
    return 1;
}

var trials = args is [_, var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 0;
return args switch
{
    ["first-pod", ..] => await FirstPodBench.RunAsync(Or(30), Console.Out),
    ["idle-gap", ..] => await IdleGapBench.RunAsync(Or(640), Console.Out),
    ["throughput", ..] => await ThroughputBench.RunAsync(Or(10_000), Console.Out),
    ["memory", ..] => await MemoryBench.RunAsync(Or(10_000), Console.Out),
    ["recovery", ..] => await RecoveryBench.RunAsync(Or(1_000), Console.Out),
    _ => Usage(),
};

int Or(int usual) => trials > 0 ? trials : usual;

static int Usage()
{
    Console.Error.WriteLine("usage: first-pod [STUDIES] | idle-gap [TRIALS] | throughput [TRIALS] | memory [TRIALS] | recovery [TRIALS]");
    return 2;
}
