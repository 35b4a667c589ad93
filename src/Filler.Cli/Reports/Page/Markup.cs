namespace Filler.Cli.Reports;

/// <summary>HTML that is safe to write out: literals of this program, and everything else encoded.</summary>
internal readonly record struct Markup
{
    private readonly string? html;

    private Markup(string html) => this.html = html;

    public static Markup Empty => default;

    /// <summary>The literal parts stand as they are; every value between them is encoded, unless it is <see cref="Markup"/> itself.</summary>
    public static Markup Of(ref MarkupHandler handler) => new(handler.ToString());

    /// <summary>Text that is known to be HTML, CSS or script: this program's own resources.</summary>
    public static Markup Trusted(string html) => new(html);

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.html)));

    public override string ToString() => html ?? "";
}
