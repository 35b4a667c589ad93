namespace Filler.Cli.Reports;

/// <summary>Paths of manifest fields that a report treats apart from others.</summary>
internal static class ManifestPaths
{
    public const string FieldOfView = "dataset.slices.fieldOfViewNm";
    public const string TrainImages = "dataset.imagesPerClass.train";
    public const string ValidationImages = "dataset.imagesPerClass.validation";
    public const string ConvLayers = "model.convLayers";
    public const string DenseLayers = "model.denseLayers";
}
