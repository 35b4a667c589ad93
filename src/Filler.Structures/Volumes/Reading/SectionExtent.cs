namespace Filler.Structures;

/// <summary>Where the bytes of one section lie uncompressed.</summary>
internal readonly record struct SectionExtent(string Path, long Offset);
