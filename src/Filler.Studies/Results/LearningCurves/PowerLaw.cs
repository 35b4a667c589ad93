namespace Filler.Studies;

/// <summary>acc(n) = limit − scale · n^−exponent: how accuracy grows with the number n of training images per class.</summary>
/// <param name="Limit">Accuracy with endlessly many images, 0 to 1.</param>
/// <param name="Scale">At least 0: more images are never worse.</param>
public readonly record struct PowerLaw(double Limit, double Scale, double Exponent)
{
    public double At(double images) => Limit - (Scale * Math.Pow(images, -Exponent));
}
