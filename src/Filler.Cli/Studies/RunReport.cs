using System.Reflection;
using System.Text;
using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Reports;
using Filler.Storage;

namespace Filler.Cli.Studies;

/// <summary>The report of a run folder, finished or still going on.</summary>
internal sealed class RunReport(RunContent content)
{
    private readonly ReportDocument document = ReportComposer.Compose(content);

    /// <summary>The study's answer in one sentence.</summary>
    public string Headline => document.Headline;

    /// <summary>The seed study's tables, where the study is a grid of their kind.</summary>
    public IEnumerable<string> Tables => document.Tables.Select(StudyTableText.Of);

    /// <summary>Whether the network is worth it; null where the study did not try its classical rival too.</summary>
    public string? OtherKind => content.OtherKind?.Sentence();

    /// <summary>How many images are enough; null where the study did not ask.</summary>
    public string? Learning => document.Learning is { } learning ? LearningText.Of(learning) : null;

    /// <summary>What the study has shown and what to run next; null while there is nothing.</summary>
    public string? Conclusion => ConclusionText.Of(document.Conclusion);

    /// <exception cref="CommandFailure">The folder holds no run, or its store is damaged.</exception>
    public static async Task<RunReport> OfAsync(RunFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var study = folder.RequireStudy();
        return await OfAsync(study, folder.ReadTrials(), folder.Store(study), Path.GetFileName(Path.GetFullPath(folder.Path).TrimEnd(Path.DirectorySeparatorChar)), step => RunAgain.Here(folder, study, step), time, cancellationToken);
    }

    /// <param name="storeAddress">Where its datasets, fits and results lie.</param>
    /// <param name="itself">See <see cref="RunContent.Itself"/>.</param>
    /// <param name="again">See <see cref="RunContent.Again"/>.</param>
    /// <exception cref="CommandFailure">The store is damaged.</exception>
    public static async Task<RunReport> OfAsync(
        Study study, IReadOnlyList<Trial> trials, string storeAddress, string itself, Func<int, string> again, TimeProvider time, CancellationToken cancellationToken)
    {
        var version = typeof(RunReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        try
        {
            var store = BlobStores.Open(storeAddress);
            return new RunReport(await RunReader.ReadAsync(study, trials, store, $"filler {version}", time, cancellationToken) with { Itself = itself, Again = again });
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(ExitCode.BadInput, e.Message, e);
        }
    }

    public string Json() => ReportJson.Render(content);

    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, ReportPage.Render(content));

    /// <summary>To a place that the user named.</summary>
    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public void WriteNamed(string path) => AtomicFile.WriteNamed(path, Encoding.UTF8.GetBytes(ReportPage.Render(content)));
}
