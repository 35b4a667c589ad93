namespace Filler.Api;

/// <summary>Line and column in the manifest's text, both from 1.</summary>
public readonly record struct SourcePosition(int Line, int Column);
