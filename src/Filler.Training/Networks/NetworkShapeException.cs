namespace Filler.Training;

/// <summary>A stack of layers that cannot be: the message names the layer, its input and what to change.</summary>
public sealed class NetworkShapeException(string message) : Exception(message);
