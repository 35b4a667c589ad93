namespace Filler.Slices;

/// <summary>What a microscope adds to an ideal image. Amplitudes are shares of the contrast between matrix and filler; 0 leaves a step out.</summary>
public sealed record DegradationOptions
{
    /// <summary>Standard deviation of the point-spread blur in pixels, 0 to 20.</summary>
    public double BlurPixels { get; init; }

    /// <summary>Standard deviation of readout noise, 0 to 1.</summary>
    public double Gaussian { get; init; }

    /// <summary>Electrons detected in a white pixel, 0 (no shot noise) to 10⁶.</summary>
    public double Electrons { get; init; }

    /// <summary>Standard deviation of the stripes that milling leaves along the columns, 0 to 1.</summary>
    public double Curtaining { get; init; }

    /// <summary>Difference in brightness between two sides of the field, 0 to 1.</summary>
    public double Illumination { get; init; }

    /// <summary>Contrast kept, above 0 to 1: materials of like atomic number show little.</summary>
    public double Contrast { get; init; } = 1;

    internal void Validate()
    {
        Within(nameof(BlurPixels), BlurPixels, 0, 20, "the blur is 0 to 20 pixels");
        Within(nameof(Gaussian), Gaussian, 0, 1, "the noise is 0 to 1 of the contrast");
        Within(nameof(Electrons), Electrons, 0, 1e6, "0 to 10⁶ electrons are detected in a pixel");
        Within(nameof(Curtaining), Curtaining, 0, 1, "curtaining is 0 to 1 of the contrast");
        Within(nameof(Illumination), Illumination, 0, 1, "the illumination differs by 0 to 1 of the contrast");
        Within(nameof(Contrast), Contrast, 0.01, 1, "the contrast is 0.01 to 1");
    }

    private static void Within(string name, double value, double low, double high, string rule)
    {
        if (!(value >= low && value <= high)) throw new ArgumentOutOfRangeException(name, value, rule);
    }
}
