using Filler.Api;

namespace Filler.Worker.Packing;

/// <summary>Something that happened outside a pack's loop; it all comes through one channel.</summary>
internal abstract record PackNews
{
    /// <summary>All Trials of this pack; what is not among them is gone.</summary>
    public sealed record Listed(IReadOnlyList<PackedTrial> Trials) : PackNews;

    /// <summary>One Trial is new or changed.</summary>
    public sealed record Changed(PackedTrial Trial) : PackNews;

    /// <summary>One Trial was deleted, or is given to another pack.</summary>
    public sealed record Gone(string Uid) : PackNews;

    /// <summary>An attempt's process is gone.</summary>
    public sealed record Ended(string Uid, int Attempt, ProcessEnd End) : PackNews;

    /// <summary>Told to leave.</summary>
    public sealed record Leave : PackNews;
}
