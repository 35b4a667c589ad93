namespace Filler.Api.Tests.Worker;

public class ProcessorShareTests
{
    // Files as the kernel writes them. A container's own namespace, nested groups of a node, version 1 with its paths of outside, and both versions mounted at once.
    public static TheoryData<string, Dictionary<string, string>, double?> Machines => new()
    {
        { "v2, container, 1.5 processors", new() { ["/proc/self/cgroup"] = "0::/\n", ["/sys/fs/cgroup/cpu.max"] = "150000 100000\n" }, 1.5 },
        { "v2, no limit", new() { ["/proc/self/cgroup"] = "0::/\n", ["/sys/fs/cgroup/cpu.max"] = "max 100000\n" }, null },
        {
            "v2, a pod's limit above its container's", new()
            {
                ["/proc/self/cgroup"] = "0::/kubepods.slice/pod7.slice/cri-3.scope\n",
                ["/sys/fs/cgroup/kubepods.slice/cpu.max"] = "max 100000\n",
                ["/sys/fs/cgroup/kubepods.slice/pod7.slice/cpu.max"] = "200000 100000\n",
                ["/sys/fs/cgroup/kubepods.slice/pod7.slice/cri-3.scope/cpu.max"] = "400000 100000\n",
            },
            2.0
        },
        {
            "v1, the container's group mounted as the root", new()
            {
                ["/proc/self/cgroup"] = "5:memory:/kubepods/pod7/c3\n4:cpu,cpuacct:/kubepods/pod7/c3\n0::/\n",
                ["/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us"] = "250000\n",
                ["/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us"] = "100000\n",
            },
            2.5
        },
        {
            "v1, no limit", new()
            {
                ["/proc/self/cgroup"] = "2:cpuacct:/\n1:cpu:/\n",
                ["/sys/fs/cgroup/cpu/cpu.cfs_quota_us"] = "-1\n",
                ["/sys/fs/cgroup/cpu/cpu.cfs_period_us"] = "100000\n",
            },
            null
        },
        { "another controller's quota is none of it", new() { ["/proc/self/cgroup"] = "3:cpuset:/a\n", ["/sys/fs/cgroup/cpuset/cpu.cfs_quota_us"] = "1000", ["/sys/fs/cgroup/cpuset/cpu.cfs_period_us"] = "1000" }, null },
        { "no cgroups", [], null },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_tightest_limit_of_the_groups_counts(string machine, Dictionary<string, string> files, double? limit)
    {
        Assert.True(limit == ProcessorShare.Limit(files.GetValueOrDefault), machine);
    }

    [Theory]
    [InlineData(8, null, 1, 8)]
    [InlineData(8, null, 3, 2)]
    [InlineData(8, 1.5, 1, 1)]
    [InlineData(2, 1.5, 1, 1)]
    [InlineData(64, 4.0, 2, 2)]
    [InlineData(4, 16.0, 2, 2)]
    [InlineData(2, 0.25, 1, 1)]
    [InlineData(2, null, 8, 1)]
    public void Workers_share_whole_processors_and_have_one_thread_at_least(int processors, double? limit, int workers, int threads) =>
        Assert.Equal(threads, ProcessorShare.Threads(processors, limit, workers));

    [Fact]
    public void Up_to_as_many_workers_as_processors_never_have_more_threads_than_those()
    {
        foreach (var processors in Enumerable.Range(1, 128))
        {
            foreach (var workers in Enumerable.Range(1, processors)) Assert.InRange(workers * ProcessorShare.Threads(processors, null, workers), 1, processors);
        }
    }

    [Fact]
    public void This_machine_s_own_limit_agrees_with_the_runtime_s_count()
    {
        var limit = ProcessorShare.Limit(path => File.Exists(path) ? File.ReadAllText(path) : null);

        // The runtime rounds it up.
        Assert.True(limit is null || Math.Ceiling(limit.Value) >= Environment.ProcessorCount, $"{limit} and {Environment.ProcessorCount}");
        Assert.Equal(ProcessorShare.Threads(Environment.ProcessorCount, limit, 1), ProcessorShare.Threads());
    }
}
