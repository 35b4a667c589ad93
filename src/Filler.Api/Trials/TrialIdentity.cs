using System.Security.Cryptography;
using System.Text;

namespace Filler.Api;

/// <summary>When two trials, of any studies, are the same training but for the seed.</summary>
public static class TrialIdentity
{
    /// <summary>Raise it when equal specifications begin to train other networks: a changed loop, network or default of the worker's.</summary>
    public const int TrainingGeneration = 2;

    /// <summary>SHA-256, 64 hexadecimal digits, of the images, the network, the training, the metric that picks the best epoch, and the code's version.</summary>
    /// <param name="trial">With the study's sections filled in.</param>
    /// <param name="images">Digest of the recipe of exactly the images that the trial sees.</param>
    public static string Of(TrialSpec trial, string images)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentException.ThrowIfNullOrEmpty(images);
        // A field added to a section changes the text, and so parts results of before and after: trained once too often rather than taken over wrongly.
        var code = $"{typeof(TrialIdentity).Assembly.GetName().Version}/{TrainingGeneration}";
        // Inherited weights are part of the training, and are another study's in no other study.
        var text = trial.Inherited is { } inherited
            ? FillerJson.Serialize(new { Code = code, Images = images, trial.Metric, Model = trial.Model.Counted(), trial.Training, Task = TaskOf(trial), inherited.Checkpoint })
            : FillerJson.Serialize(new { Code = code, Images = images, trial.Metric, Model = trial.Model.Counted(), trial.Training, Task = TaskOf(trial) });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // The images do not hang on targets, so these have to be told apart here; classifications keep the identity that they had.
    private static object? TaskOf(TrialSpec trial) =>
        trial.Task == Tasks.Classification ? null : new { Name = trial.Task, Targets = trial.Dataset.Classes.Select(c => c.Target), trial.SuperResolution };
}
