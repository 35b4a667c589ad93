using System.CommandLine;

namespace Filler.Cli.Commands;

/// <summary>Arguments and options that several commands have, worded alike.</summary>
internal static class SharedOptions
{
    public static Argument<string> Manifest() => new("STUDY.yaml") { Description = "The study's manifest" };

    public static Argument<string> Run() => new("RUN") { Description = "A run folder, e.g. runs/quickstart" };

    public static Argument<string> RunOrStudy() => new("RUN") { Description = "A run folder, e.g. runs/quickstart, or the name of a study in a cluster" };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Replace a field of the manifest, e.g. --set search.maxTrials=30 (repeatable)",
        HelpName = "path=value",
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> RunFolder() => new("--run-folder")
    {
        Description = "Folder of the run's record [default: runs/<study name>]",
        HelpName = "folder",
    };

    public static Option<string> Output(params string[] formats)
    {
        var option = new Option<string>("--output", "-o") { Description = $"Form of the answer on standard output", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
