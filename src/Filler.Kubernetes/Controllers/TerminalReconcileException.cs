namespace Filler.Kubernetes.Controllers;

/// <summary>Trying again is of no use until the object changes. The controller has said so in a condition.</summary>
public sealed class TerminalReconcileException(string message, Exception? inner = null) : Exception(message, inner);
