namespace Filler.Api;

/// <summary>A volume whose coarse axis a network of a super-resolution makes fine.</summary>
/// <param name="Volume">How it is read and prepared; <c>file</c> is a full path.</param>
/// <param name="Weights">Path of the weights that a trial left (.safetensors).</param>
/// <param name="Target">Path of the NRRD file to write.</param>
/// <param name="Provenance">What the file is to say of how it was made.</param>
public sealed record VolumeRefinement(VolumeStructureSpec Volume, string Weights, string Target, IReadOnlyDictionary<string, string> Provenance);
