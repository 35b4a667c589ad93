namespace Filler.Api;

/// <summary>Bounds of a manifest: far above any honest one, far below what a hostile one needs to exhaust a process.</summary>
internal static class YamlLimits
{
    public const int MaxBytes = 1 << 20;
    public const int MaxDepth = 64;

    /// <summary>Counted after aliases are expanded, so a small file cannot unfold into a large tree.</summary>
    public const int MaxNodes = 50_000;
}
