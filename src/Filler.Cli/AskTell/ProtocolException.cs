namespace Filler.Cli.AskTell;

/// <summary>A line of the protocol that cannot be understood: what is wrong, and in which field.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
