namespace Filler.Architecture.Tests;

/// <summary>Who may name whom: docs/architecture.md, section "The rooms".</summary>
public class RoomTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Filler.Api"] = [],
        ["Filler.Search"] = [],
        ["Filler.Storage"] = [],
        ["Filler.Structures"] = [],
        ["Filler.Slices"] = ["Filler.Structures"],
        ["Filler.Networks"] = ["Filler.Api"],
        ["Filler.Studies"] = ["Filler.Api", "Filler.Networks", "Filler.Search"],
        ["Filler.Datasets"] = ["Filler.Api", "Filler.Slices", "Filler.Structures", "Filler.Storage"],
        ["Filler.Training"] = ["Filler.Networks", "Filler.Slices"],
        ["Filler.Worker"] = ["Filler.Training", "Filler.Networks", "Filler.Datasets", "Filler.Slices", "Filler.Structures", "Filler.Storage", "Filler.Api"],
        ["Filler.Kubernetes"] = [],
        ["Filler.Operator"] = ["Filler.Kubernetes", "Filler.Studies", "Filler.Datasets", "Filler.Results", "Filler.Api", "Filler.Storage"],
        ["Filler.Results"] = ["Filler.Api", "Filler.Storage"],
        ["Filler.Cli"] = ["Filler.Studies", "Filler.Search", "Filler.Api", "Filler.Storage", "Filler.Slices", "Filler.Structures", "Filler.Datasets", "Filler.Results"],
    };

    public static TheoryData<string> Names => new(Repository.Rooms().Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_room_references_only_the_rooms_below_it(string room)
    {
        Assert.True(Allowed.ContainsKey(room), $"{room} is not in the house plan: give it a place in docs/architecture.md and here");
        Assert.Empty(Repository.Rooms()[room].Rooms.Except(Allowed[room]));
    }

    [Fact]
    public void The_decisions_know_neither_Kubernetes_nor_torch_nor_files()
    {
        var rooms = Repository.Rooms();

        Assert.Subset(new HashSet<string> { "MathNet.Numerics" }, rooms["Filler.Search"].Packages.ToHashSet());
        Assert.Empty(rooms["Filler.Studies"].Packages);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
                     .Where(f => f.Contains("Filler.Search", StringComparison.Ordinal) || f.Contains("Filler.Studies", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            Assert.False(text.Contains("System.IO", StringComparison.Ordinal) || text.Contains("File.", StringComparison.Ordinal), $"{file} does I/O");
            Assert.False(text.Contains("TimeProvider", StringComparison.Ordinal), $"{file} reads a clock: 'now' is an argument");
        }
    }

    [Fact]
    public void Only_the_worker_loads_torch() =>
        Assert.Equal(
            ["Filler.Training"],
            Repository.Rooms().Where(r => r.Value.Packages.Any(p => p.Contains("torch", StringComparison.OrdinalIgnoreCase))).Select(r => r.Key));
}
