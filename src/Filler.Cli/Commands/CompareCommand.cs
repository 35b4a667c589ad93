using System.CommandLine;
using Filler.Api;
using Filler.Cli.Comparing;
using Filler.Cli.Records;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Commands;

/// <summary><c>filler compare RUN TRIAL TRIAL…</c>: whether the first trial's network differs from the others' on the same evaluation images.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var (run, output) = (SharedOptions.Run(), SharedOptions.Output("text", "json"));
        var trials = new Argument<int[]>("TRIAL") { Description = "Numbers of two or more finished trials; the first is compared with each of the others", Arity = new ArgumentArity(2, 1000) };
        var command = new Command("compare", "Test whether trials differ on the same evaluation images (McNemar's exact test, Holm's correction)") { run, trials, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var comparisons = await CompareAsync(new RunFolder(parsed.GetValue(run)!), parsed.GetValue(trials)!, cancellationToken);
            if (parsed.GetValue(output) == "json") terminal.Output.WriteLine(FillerJson.Serialize(comparisons, indented: true));
            else foreach (var line in comparisons.SelectMany(c => ComparisonText.Lines(c, comparisons.Count))) terminal.Output.WriteLine(line);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<IReadOnlyList<TrialComparison>> CompareAsync(RunFolder folder, int[] numbers, CancellationToken cancellationToken)
    {
        var study = folder.RequireStudy();
        if (numbers.Distinct().Count() < numbers.Length) throw new CommandFailure(ExitCode.BadInput, $"trials {string.Join(", ", numbers)}: one stands twice; name different trials");
        try
        {
            var store = BlobStores.Open(folder.Store(study));
            var records = folder.ReadTrials();
            var answers = new List<TrialAnswers>();
            foreach (var number in numbers) answers.Add(await AnswersAsync(store, records, number, cancellationToken));
            return TrialComparison.Of(answers[0], answers[1..]);
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(ExitCode.BadInput, e.Message, e);
        }
        catch (ArgumentException e)
        {
            throw new CommandFailure(ExitCode.BadInput, e.Message.Split(" (Parameter")[0], e);
        }
    }

    private static async Task<TrialAnswers> AnswersAsync(IBlobStore store, IReadOnlyList<Trial> records, int number, CancellationToken cancellationToken)
    {
        var trial = records.FirstOrDefault(t => t.Spec.Number == number)
            ?? throw new CommandFailure(ExitCode.BadInput, records.Count == 0 ? $"trial {number}: the run has no trials yet" : $"trial {number}: the run has trials {records[0].Spec.Number} to {records[^1].Spec.Number}");
        return await StoredAnswers.ReadAsync(store, trial, cancellationToken)
            ?? throw new CommandFailure(ExitCode.BadInput, $"trial {number}: has no answers on evaluation images (it is {trial.Status.Phase}); name trials that Succeeded");
    }
}
