namespace Filler.Worker;

/// <summary>The environment does not say what to do; the message names the variable.</summary>
internal sealed class WorkerSettingsException(string message, Exception? inner = null) : Exception(message, inner);
