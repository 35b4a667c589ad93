using System.Text;

namespace Filler.Cli.Reports;

/// <summary>The learning curves' answer for terminals.</summary>
internal static class LearningText
{
    public static string Of(ReportLearning learning)
    {
        var text = new StringBuilder("How many images are enough?\n\n").Append(learning.Answer).Append('\n');
        foreach (var curve in learning.Curves) text.Append("- ").Append(curve.Sentence).Append('\n');
        return text.ToString();
    }
}
