namespace Filler.Operator.Configuration;

/// <summary>The environment cannot be used; the message names the variable and the fix.</summary>
internal sealed class OperatorConfigurationException(string message) : Exception(message);
