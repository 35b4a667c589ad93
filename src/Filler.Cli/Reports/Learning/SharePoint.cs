using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>What networks of one combination of parameters told right at one value of the field that is looked along.</summary>
/// <param name="At">That field's value: training images per class, or a field of view in nm.</param>
/// <param name="Trials">Their numbers, the best on validation first.</param>
internal sealed record SharePoint(double At, LearningPoint Share, IReadOnlyList<int> Trials);
