using System.Reflection;

namespace Filler.Operator.Tests;

/// <summary>The checkout that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static string Golden(string name) => Path.Combine(Root, "tests", "Filler.Operator.Tests", "Golden", name);
}
