using System.Reflection;

namespace Filler.Cluster.Tests;

/// <summary>Where the checkout and its programs lie.</summary>
internal static class BuiltFiles
{
    public static string Root { get; } = Value("RepositoryRoot");

    /// <summary>The program that trials run.</summary>
    public static string Worker { get; } = Value("Worker");

    private static string Value(string key) => typeof(BuiltFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
