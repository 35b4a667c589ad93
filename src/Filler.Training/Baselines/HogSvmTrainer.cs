using System.Diagnostics;
using Filler.Networks;
using Filler.Slices;

namespace Filler.Training;

/// <summary>
/// Histograms of oriented gradients and a linear support vector machine: fitted once on the training images, judged as a network is. It has no epochs: its
/// record is one, and an attempt cut short begins anew. libtorch is not needed.
/// </summary>
public sealed class HogSvmTrainer
{
    private readonly HogSvmPlan plan;
    private readonly TrainingOptions options;
    private readonly TrainingSets sets;
    private readonly ITrainingListener listener;
    private readonly ClassificationTask task;
    private readonly LifeSigns life;

    /// <param name="options">Of these count Augment, EvaluationTurns, Seed and Threads.</param>
    /// <exception cref="ArgumentException">The images do not fit together, or not to the plan, or there are numbers to predict.</exception>
    public HogSvmTrainer(HogSvmPlan plan, TrainingOptions options, TrainingSets sets, ITrainingListener listener)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(plan);
        sets.Check();
        if (sets.Targets is not null) throw new ArgumentException("a support vector machine tells classes apart; it predicts no number");
        if ((plan.Pixels, plan.Classes) != (sets.Train.Pixels, sets.Classes))
            throw new ArgumentException($"the features are for {plan.Pixels} pixels and {plan.Classes} classes, the images have {sets.Train.Pixels} and {sets.Classes}");
        (this.plan, this.options, this.sets, this.listener) = (plan, options, sets, listener);
        task = new ClassificationTask(plan.Classes, sets.Names);
        life = new LifeSigns(share => listener.Alive(1, share));
    }

    /// <exception cref="OperationCanceledException">Told to stop; nothing is kept.</exception>
    public TrainingOutcome Run(CancellationToken cancellationToken)
    {
        listener.Started(plan.Cost, Devices.Cpu, []);
        var clock = Stopwatch.GetTimestamp();
        var (rows, labels) = TrainingRows(cancellationToken);
        var svm = Fit(rows, labels, cancellationToken);
        var validation = Margins(svm, sets.Validation, 0, cancellationToken);
        var beta = MarginScaling.Fit(validation, sets.Validation.Labels);
        var judged = Judge([validation], sets.Validation.Labels, beta);
        var trainLoss = Judge([svm.Margins(rows)], labels, beta).Loss;
        var epoch = EpochFigures.Of(1, trainLoss, judged, Stopwatch.GetElapsedTime(clock));
        listener.Finished(epoch);

        double[][] views = [.. Enumerable.Range(0, options.EvaluationTurns).Select(turn => Margins(svm, sets.Evaluation, turn, cancellationToken))];
        var evaluation = Judge(views, sets.Evaluation.Labels, beta);
        return new TrainingOutcome(plan.Cost, [epoch], 1, evaluation, HogSvmFile.ToBytes(plan, svm, beta, task), sets.Train.Count / epoch.Seconds, Devices.Cpu);
    }

    private (float[][] Rows, byte[] Labels) TrainingRows(CancellationToken cancellationToken)
    {
        var turns = options.Augment ? Dihedral.Count : 1;
        var rows = new List<float[]>(sets.Train.Count * turns);
        for (var turn = 0; turn < turns; turn++) rows.AddRange(Features(sets.Train, turn, cancellationToken));
        return ([.. rows], [.. Enumerable.Repeat(sets.Train.Labels, turns).SelectMany(l => l)]);
    }

    private LinearSvm Fit(float[][] rows, byte[] labels, CancellationToken cancellationToken)
    {
        try
        {
            var (svm, unfinished) = LinearSvmFit.Fit(rows, labels, plan.Classes, plan.Spec.C, options.Seed, options.Threads, () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                life.Tell();
            });
            if (unfinished.Count > 0)
                listener.Noted($"the support vector machine ended after {LinearSvmFit.MostPasses} passes over the images, short of its best, for class {string.Join(", ", unfinished)}; a smaller model.hogSvm.c gets there");
            return svm;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // ML.NET and the parallel loop wrap what the reader of the rows throws.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private double[] Margins(LinearSvm svm, ImageSet set, int turn, CancellationToken cancellationToken) => svm.Margins(Features(set, turn, cancellationToken));

    private float[][] Features(ImageSet set, int turn, CancellationToken cancellationToken) =>
        HogFeatures.Of(plan, set, turn, options.Threads, _ => life.Tell(), cancellationToken);

    /// <summary>By the mean probabilities over the views.</summary>
    private Evaluation Judge(double[][] views, byte[] labels, double beta)
    {
        double[][] logs = [.. views.Select(v => MarginScaling.LogProbabilities(v, plan.Classes, beta))];
        var answers = logs.Length == 1 ? logs[0] : [.. Enumerable.Range(0, logs[0].Length).Select(i => Math.Log(logs.Average(l => Math.Exp(l[i]))))];
        var loss = -Enumerable.Range(0, labels.Length).Average(i => Math.Max(answers[(i * plan.Classes) + labels[i]], Math.Log(double.Epsilon)));
        return task.Judge(loss, Array.ConvertAll(answers, a => (float)a), labels);
    }
}
