namespace Filler.Slices;

/// <summary>The files of one split.</summary>
/// <param name="Count">Images in all classes together.</param>
/// <param name="ImagesFile">N × P × P bytes as <c>.npy</c>, beside the manifest.</param>
/// <param name="ImagesSha256">64 hexadecimal digits.</param>
/// <param name="LabelsFile">N bytes as <c>.npy</c>.</param>
/// <param name="LabelsSha256">64 hexadecimal digits.</param>
public sealed record DatasetSplit(int ImagesPerClass, int Count, string ImagesFile, string ImagesSha256, string LabelsFile, string LabelsSha256);
