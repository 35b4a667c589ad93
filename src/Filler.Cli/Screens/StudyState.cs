using Filler.Api;

namespace Filler.Cli.Screens;

/// <summary>A study's conditions as one word.</summary>
internal static class StudyState
{
    public const string Complete = "Complete";
    public const string Failed = "Failed";
    public const string Unfinished = "Unfinished";

    public static string Of(Study study) => Has(study, Complete) ? Complete : Has(study, Failed) ? Failed : Unfinished;

    private static bool Has(Study study, string condition) =>
        study.Status?.Conditions.Any(c => c.Type == condition && c.Status == "True") == true;
}
