namespace Filler.Api;

/// <summary>How near predictions come to the targets of images that no decision saw.</summary>
/// <param name="R2">Coefficient of determination over all images.</param>
/// <param name="R2Low">95 % interval of it: bootstrap over images.</param>
/// <param name="R2High">Upper end.</param>
/// <param name="Mae">Mean absolute error, in the target's unit.</param>
/// <param name="Rmse">Root of the mean squared error, in the target's unit.</param>
/// <param name="Images">Number of images.</param>
/// <param name="PerTarget">One for each class of the dataset, in its order.</param>
public sealed record RegressionResult(double R2, double R2Low, double R2High, double Mae, double Rmse, int Images, IReadOnlyList<TargetResult> PerTarget);

/// <summary>The predictions of one structure's images.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Target">Its true value.</param>
/// <param name="Mean">Mean of the predictions.</param>
/// <param name="Deviation">Sample standard deviation of the predictions; 0 for one image.</param>
/// <param name="Low">5th percentile of the predictions.</param>
/// <param name="High">95th percentile.</param>
public sealed record TargetResult(string Name, double Target, int Images, double Mean, double Deviation, double Low, double High);
