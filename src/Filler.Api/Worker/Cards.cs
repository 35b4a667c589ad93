using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Filler.Api;

/// <summary>The cards on which the workers of this machine, or of this container, train, by the names that CUDA takes.</summary>
public static partial class Cards
{
    /// <summary>Which cards CUDA shows to a process: names, or numbers.</summary>
    public const string Visible = "CUDA_VISIBLE_DEVICES";

    private const string LibTorchFolder = "LIBTORCH_DIR";

    /// <summary>Cards that workers will find; none where they train on processors, or where nobody can tell.</summary>
    /// <param name="device">auto, cpu or cuda.</param>
    /// <param name="environment">Environment variables by name.</param>
    /// <param name="list">The driver's list of cards; null: there is no driver. Asked only where it counts.</param>
    public static IReadOnlyList<string> Of(string device, Func<string, string?> environment, Func<string?> list)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(list);
        // As a worker chooses: a card counts only where libtorch can use it.
        if (device == "cpu" || environment(LibTorchFolder) is not { Length: > 0 } libTorch || !File.Exists(Path.Combine(libTorch, "libtorch_cuda.so"))) return [];
        // CUDA itself heeds entries up to the first that is none.
        return environment(Visible) is { } chosen
            ? [.. chosen.Split(',', StringSplitOptions.TrimEntries).TakeWhile(c => c.Length > 0 && !c.StartsWith('-')).Distinct()]
            : Listed(list() ?? "");
    }

    /// <summary>The driver's own list (<c>nvidia-smi -L</c>); null where there is no driver.</summary>
    public static string? AskDriver()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("nvidia-smi", "-L") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            _ = asked.StandardError.ReadToEndAsync();
            var list = asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            return asked.ExitCode == 0 ? list : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Trials at once: as many as are asked for, as far as the cards have seats. Without cards: as many as are asked for.</summary>
    /// <param name="packing">Seats of a card.</param>
    public static int AtOnce(int cards, int packing, int parallel) => cards == 0 ? parallel : (int)Math.Min(parallel, (long)cards * packing);

    /// <summary>The card that is named least often, of those the first.</summary>
    /// <param name="used">The card of each process that runs.</param>
    public static string LeastUsed(IReadOnlyList<string> cards, IReadOnlyCollection<string> used) => cards.MinBy(c => used.Count(u => u == c))!;

    // "GPU 0: NVIDIA H200 (UUID: GPU-…)", below it its slices where it is cut: "  MIG 1g.18gb Device 0: (UUID: MIG-…)". Of a card that is cut only a slice can be used.
    private static List<string> Listed(string list)
    {
        var cards = new List<string>();
        var isWhole = false;
        foreach (Match line in Line().Matches(list))
        {
            var isSlice = line.Groups["kind"].Value == "MIG";
            if (isSlice && isWhole) cards.RemoveAt(cards.Count - 1);
            isWhole = !isSlice;
            cards.Add(line.Groups["uuid"].Value);
        }

        return cards;
    }

    [GeneratedRegex(@"^\s*(?<kind>GPU|MIG) .*\(UUID: (?<uuid>[^)]+)\)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
