namespace Filler.Cli;

/// <summary>How this program was called, so that the commands which it proposes can be typed as they stand.</summary>
internal static class TypedName
{
    /// <summary>Set by the checkout's <c>filler</c> script where the search path does not lead to it.</summary>
    public const string Variable = "FILLER_TYPED";

    /// <summary><c>filler</c>, or <c>./filler</c> in a checkout.</summary>
    public static string Filler { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } typed ? typed : "filler";
}
