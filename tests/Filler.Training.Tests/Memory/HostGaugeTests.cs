namespace Filler.Training.Tests.Memory;

public class HostGaugeTests
{
    private const string Machine = "MemTotal: 16000000 kB\nMemFree: 1000 kB\nMemAvailable:    8000 kB\n";

    [Fact]
    public void Without_control_groups_the_machine_says_what_is_free() =>
        Assert.Equal(8000L << 10, Gauge(("/proc/meminfo", Machine)).Free());

    [Fact]
    public void A_containers_limit_counts_with_what_the_kernel_would_give_up_before_it() => Assert.Equal(
        700_000,
        Gauge(
            ("/proc/meminfo", Machine), ("/proc/self/cgroup", "0::/\n"), ("/sys/fs/cgroup/memory.max", "1000000\n"), ("/sys/fs/cgroup/memory.current", "500000\n"),
            ("/sys/fs/cgroup/memory.stat", "anon 300000\ninactive_file 200000\n")).Free());

    [Fact]
    public void The_tightest_of_the_groups_counts_and_none_is_no_limit() => Assert.Equal(
        100,
        Gauge(
            ("/proc/meminfo", Machine), ("/proc/self/cgroup", "0::/pods/one\n"), ("/sys/fs/cgroup/pods/memory.max", "1000\n"), ("/sys/fs/cgroup/pods/memory.current", "900\n"),
            ("/sys/fs/cgroup/pods/one/memory.max", "max\n"), ("/sys/fs/cgroup/pods/one/memory.current", "5\n")).Free());

    [Fact]
    public void Version_1_has_files_of_its_own() => Assert.Equal(
        600,
        Gauge(
            ("/proc/meminfo", Machine), ("/proc/self/cgroup", "7:memory:/\n3:cpu,cpuacct:/\n"), ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "1000\n"),
            ("/sys/fs/cgroup/memory/memory.usage_in_bytes", "500\n"), ("/sys/fs/cgroup/memory/memory.stat", "cache 9\ntotal_inactive_file 100\n")).Free());

    [Fact]
    public void What_is_used_is_this_processs_own()
    {
        var sut = Gauge(("/proc/self/status", "Name:\tdotnet\nVmHWM:\t    5678 kB\nVmRSS:\t    1234 kB\nRssFile: 9 kB\n"));

        Assert.Equal((1234L << 10, 5678L << 10, false), (sut.Used(), sut.Peak(), sut.CountsEverybody));
    }

    [Fact]
    public void This_machine_has_memory()
    {
        var sut = new HostGauge();

        Assert.True(sut.Free() > 0 && sut.Used() > 1 << 20 && sut.Peak() > 1 << 20);
    }

    private static HostGauge Gauge(params (string Path, string Text)[] files) => new(path => files.Where(f => f.Path == path).Select(f => f.Text).FirstOrDefault());
}
