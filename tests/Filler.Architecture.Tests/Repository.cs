using System.Reflection;
using System.Xml.Linq;

namespace Filler.Architecture.Tests;

/// <summary>The checkout that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static IEnumerable<string> SourceFiles() =>
        new[] { "src", "tests", "bench" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    /// <summary>Rooms of src by name, each with the names of the rooms and packages that it references.</summary>
    public static IReadOnlyDictionary<string, (HashSet<string> Rooms, HashSet<string> Packages)> Rooms() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file =>
            {
                var project = XDocument.Load(file);
                return (Names(project, "ProjectReference"), Names(project, "PackageReference"));
            });

    private static HashSet<string> Names(XDocument project, string item) =>
        project.Descendants(item)
            // A reference that only orders the build does not let the code name the other room.
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => (string)r.Attribute("Include")!)
            .Select(name => item == "ProjectReference" ? Path.GetFileNameWithoutExtension(name.Replace('\\', '/')) : name)
            .ToHashSet();
}
