namespace Filler.Api;

/// <summary>The control groups that this process is in, each with its limits.</summary>
/// <remarks>Files: Linux, Documentation/admin-guide/cgroup-v2.rst and Documentation/admin-guide/cgroup-v1.</remarks>
public static class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>The folder of each group that limits a resource, the root first, with the version (1 or 2) that says how its files are named; empty where there are none.</summary>
    /// <param name="controller">As the kernel names it: cpu, memory.</param>
    /// <param name="text">A file's content by its path; null: there is no such file.</param>
    public static IEnumerable<(int Version, string Folder)> Of(string controller, Func<string, string?> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var line in (text("/proc/self/cgroup") ?? "").Split('\n'))
        {
            // hierarchy:controllers:path; version 2 has no controllers.
            if (line.Split(':', 3) is not [_, var controllers, var path]) continue;
            if (controllers.Length > 0 && !controllers.Split(',').Contains(controller)) continue;
            foreach (var folder in FromRoot(path.Trim())) yield return controllers.Length == 0 ? (2, $"{Root}{folder}") : (1, $"{Root}/{controllers}{folder}");
        }
    }

    /// <summary>A file of this machine; null: there is none.</summary>
    public static string? Text(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    // A container may see its own cgroup as the root under the path that it has outside: what is not there has no file.
    private static IEnumerable<string> FromRoot(string path)
    {
        yield return "";
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1)) yield return path[..end];
        if (path.Length > 1) yield return path;
    }
}
