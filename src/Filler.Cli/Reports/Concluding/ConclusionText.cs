using System.Text;

namespace Filler.Cli.Reports;

/// <summary>The conclusion for terminals.</summary>
internal static class ConclusionText
{
    /// <returns>Null where there is nothing to say.</returns>
    public static string? Of(ReportConclusion conclusion)
    {
        var text = new StringBuilder();
        if (conclusion.Findings.Count > 0) text.Append("What to conclude\n\n");
        foreach (var finding in conclusion.Findings) text.Append("- ").Append(finding).Append('\n');
        if (conclusion.Next.Count > 0) text.Append(text.Length > 0 ? "\n" : "").Append("What to run next\n\n");
        foreach (var step in conclusion.Next)
        {
            text.Append("- ").Append(step.Why).Append('\n');
            if (step.Command is { } command) text.Append("  ").Append(command).Append('\n');
        }

        return text.Length == 0 ? null : text.ToString();
    }
}
