namespace Filler.Training;

/// <summary>Bytes that are not a whole .safetensors file; the message says what is wrong.</summary>
public sealed class SafeTensorsException(string message, Exception? inner = null) : Exception(message, inner);
