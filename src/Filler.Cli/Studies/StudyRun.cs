using Filler.Api;
using Filler.Cli.Datasets;
using Filler.Cli.Records;
using Filler.Cli.Reuse;
using Filler.Cli.Running;
using Filler.Cli.Screens;
using Filler.Cli.Workers;
using Filler.Datasets;
using Filler.Storage;

namespace Filler.Cli.Studies;

/// <summary>One <c>filler run</c> from the sound manifest to the exit code.</summary>
internal sealed class StudyRun(Terminal terminal, StudyInput input, RunFolder folder, StudyRunOptions options)
{
    public async Task<int> ExecuteAsync()
    {
        // Everything that can be refused is refused before the first file is written.
        var program = WorkerProgram.Locate(terminal.ProgramFolder, terminal.Environment);
        if (folder.ReadStudy() is { } earlier) ManifestChange.Take(earlier, input.Study, folder);
        if (folder.ReadWarmStart() is null) EarlierRun.Find(input.Study.Spec, input.Folder, folder);

        using var held = Hold();
        var study = Record();
        var (end, outcome) = await RunAsync(study, program);
        if (end.Kind == RunEndKind.Complete) (await RunReport.OfAsync(folder, terminal.Time, CancellationToken.None)).Write(folder.Report);
        return Conclude(end, outcome.Study, outcome.Trials);
    }

    private RunLock Hold()
    {
        try
        {
            FreeSpace.Require(folder.Path);
            AtomicFile.MakeFolder(folder.Path);
            return RunLock.Acquire(folder);
        }
        catch (UnwritableFailure e) when (folder.ReadStudy() is null)
        {
            throw e.BeforeTheRun();
        }
    }

    // Read again under the lock: another runner may have begun between the check and the lock.
    private Study Record()
    {
        folder.Make();
        var study = folder.ReadStudy() is { } earlier ? ManifestChange.Take(earlier, input.Study, folder) : input.Study;
        study.Metadata.Uid ??= StudyIdentity.Of(study);
        AtomicFile.Write(folder.Manifest, input.Text);
        folder.Write(study);
        return study;
    }

    private async Task<(RunEnd End, (Study Study, IReadOnlyList<Trial> Trials) Record)> RunAsync(Study study, WorkerProgram program)
    {
        var storeFolder = folder.Store(study);
        AtomicFile.MakeFolder(storeFolder);
        var store = BlobStores.Open(storeFolder);
        var cards = Cards.Of(study.Spec.Trial.Device, terminal.Environment, terminal.Cards);
        var atOnce = Cards.AtOnce(cards.Count, study.Spec.Trial.Packing, study.Spec.Search.ParallelTrials);
        var threads = ProcessorShare.Threads(atOnce);
        using var over = new CancellationTokenSource();
        var datasets = new BuiltDatasets(study.Spec, input.Folder, new DatasetBuilder(new StructureGrower()), store, storeFolder, Environment.ProcessorCount, over.Token);
        var screen = Screen();
        await using var live = screen as IAsyncDisposable;
        var earlier = WarmStartFile.Take(folder, study.Spec, () => EarlierRun.Find(study.Spec, input.Folder, folder), datasets.ImagesDigest, screen.Note);
        if (atOnce < study.Spec.Search.ParallelTrials)
            screen.Note($"{atOnce} of {study.Spec.Search.ParallelTrials} parallel trials at once: cards {cards.Count}, trial.packing {study.Spec.Trial.Packing}; a larger trial.packing lets more trials share a card");
        await using var workers = new WorkerPool(program, folder, store.Address, threads, study.Spec.Trial.Device, cards);
        var runner = new LocalStudyRunner(folder, study, store, workers, datasets, screen, terminal.Time, earlier) { AtOnce = atOnce };
        using var signals = new StopSignals(() => runner.Report(new StopAsked()));
        try
        {
            return (await runner.RunAsync(CancellationToken.None), runner.Record);
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private IRunScreen Screen() =>
        options.Json ? new PlainScreen(terminal.Error, terminal.Time)
        : options.Progress && terminal.Interactive ? new LiveScreen(terminal.Console, terminal.Time)
        : new PlainScreen(terminal.Output, terminal.Time);

    private int Conclude(RunEnd end, Study study, IReadOnlyList<Trial> trials)
    {
        if (options.Json) terminal.Output.WriteLine(FillerJson.Serialize(ResultDocument.Of(study, folder), indented: true));
        else if (end.Kind == RunEndKind.Stopped) terminal.Output.WriteLine($"{end.Reason}; to go on, type the same command again, or look with: {TypedName.Filler} status {folder.Path}");
        else ResultSummary.Write(terminal.Console, study, trials, folder.Places(study));
        return end.Kind switch
        {
            RunEndKind.Complete => ExitCode.Success,
            RunEndKind.Failed => ExitCode.StudyFailed,
            _ => ExitCode.Stopped,
        };
    }
}
