namespace Filler.Slices;

/// <summary>A vector in nm or a direction. Double precision: single would move a rim by 10⁻⁴ nm in a box of 1000 nm.</summary>
public readonly record struct Vector3d(double X, double Y, double Z)
{
    /// <summary>Component along axis 0 (x), 1 (y) or 2 (z).</summary>
    public double this[int axis] => axis switch { 0 => X, 1 => Y, 2 => Z, _ => throw new ArgumentOutOfRangeException(nameof(axis)) };

    public static Vector3d operator +(Vector3d a, Vector3d b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3d operator -(Vector3d a, Vector3d b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector3d operator *(double s, Vector3d a) => new(s * a.X, s * a.Y, s * a.Z);

    public static Vector3d Add(Vector3d left, Vector3d right) => left + right;

    public static Vector3d Subtract(Vector3d left, Vector3d right) => left - right;

    public static Vector3d Multiply(double left, Vector3d right) => left * right;

    public double Dot(Vector3d other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Vector3d Cross(Vector3d other) =>
        new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));
}
