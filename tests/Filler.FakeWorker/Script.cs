using Filler.Api;

namespace Filler.FakeWorker;

/// <summary>What one attempt does wrong, read from a line <c>trial attempt deed epoch</c> of a file in the run folder; <c>*</c> stands for any.</summary>
/// <param name="Deed">Empty: nothing.</param>
/// <param name="Epoch">After this epoch.</param>
internal sealed record Script(string Deed, int Epoch)
{
    public const string FileName = "fake-worker.txt";

    public static Script Of(string file, Trial trial)
    {
        if (!File.Exists(file)) return new Script("", 0);
        foreach (var line in File.ReadLines(file))
        {
            var words = line.Split(' ');
            if (Fits(words[0], trial.Spec.Number) && Fits(words[1], trial.Status.Attempt)) return new Script(words[2], int.Parse(words[3]));
        }

        return new Script("", 0);
    }

    public bool At(string deed, int epoch) => Deed == deed && Epoch == epoch;

    private static bool Fits(string word, int number) => word == "*" || int.Parse(word) == number;
}
