using Filler.Structures;

namespace Filler.Slices;

/// <summary>The spheres of one periodic cube sorted into cells, so that a slice meets the few spheres near its plane and never loops over
/// all.</summary>
public sealed class SliceIndex
{
    // Small cells are many to visit, large ones hold many spheres far from the plane: a few spheres a cell is fastest, and the optimum is flat.
    private const double SpheresPerCell = 3;

    private readonly int cellsPerEdge;
    private readonly double cellNm;
    private readonly int[] firstOfCell;
    private readonly Sphere[] spheres;

    /// <exception cref="ArgumentException">The box or a radius is not above 0, a coordinate is not finite, or the arrays differ in
    /// length.</exception>
    public SliceIndex(ParticleStructure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        Check(structure);
        BoxNm = structure.BoxNm;
        LargestRadiusNm = structure.Count == 0 ? 0 : structure.Radius.Max();
        cellsPerEdge = Math.Clamp((int)Math.Cbrt(structure.Count / SpheresPerCell), 1, 512);
        cellNm = BoxNm / cellsPerEdge;
        (firstOfCell, spheres) = Sort(structure);
    }

    /// <summary>Edge of the periodic cube in nm.</summary>
    public double BoxNm { get; }

    public double LargestRadiusNm { get; }

    public int Count => spheres.Length;

    /// <summary>Appends every sphere, and every periodic image of one, that the section touches, in the plane's own coordinates.</summary>
    internal void Collect(in SlicePlane plane, SliceFrame frame, List<SectionSphere> found)
    {
        var normal = plane.Normal;
        var depth = 2;
        for (var axis = 0; axis < 3; axis++)
        {
            if (Math.Abs(normal[axis]) > Math.Abs(normal[depth])) depth = axis;
        }

        // Columns of cells run along the axis nearest to the normal: each meets the plane in one to three cells.
        var (i, j) = ((depth + 1) % 3, (depth + 2) % 3);
        var halfField = (frame.FieldOfViewNm / 2) + LargestRadiusNm;
        var halfDepth = (frame.ThicknessNm / 2) + LargestRadiusNm;
        var halfCell = cellNm / 2;
        var halfColumn = (halfDepth + (halfCell * (Math.Abs(normal[i]) + Math.Abs(normal[j])))) / Math.Abs(normal[depth]);
        var slackU = (halfCell * (Math.Abs(plane.U[i]) + Math.Abs(plane.U[j]))) + (halfColumn * Math.Abs(plane.U[depth]));
        var slackV = (halfCell * (Math.Abs(plane.V[i]) + Math.Abs(plane.V[j]))) + (halfColumn * Math.Abs(plane.V[depth]));
        var (lowI, highI) = Cells(i, plane, normal, halfField, halfDepth);
        var (lowJ, highJ) = Cells(j, plane, normal, halfField, halfDepth);

        for (var a = lowI; a <= highI; a++)
        {
            var di = ((a + 0.5) * cellNm) - plane.Centre[i];
            for (var b = lowJ; b <= highJ; b++)
            {
                var dj = ((b + 0.5) * cellNm) - plane.Centre[j];
                var dk = -((normal[i] * di) + (normal[j] * dj)) / normal[depth];
                if (Math.Abs((plane.U[i] * di) + (plane.U[j] * dj) + (plane.U[depth] * dk)) > halfField + slackU) continue;
                if (Math.Abs((plane.V[i] * di) + (plane.V[j] * dj) + (plane.V[depth] * dk)) > halfField + slackV) continue;

                var first = (int)Math.Floor((plane.Centre[depth] + dk - halfColumn) / cellNm);
                var last = (int)Math.Floor((plane.Centre[depth] + dk + halfColumn) / cellNm);
                for (var c = first; c <= last; c++)
                {
                    var (x, y, z) = depth switch { 0 => (c, a, b), 1 => (b, c, a), _ => (a, b, c) };
                    CollectCell(x, y, z, plane, normal, frame, found);
                }
            }
        }
    }

    private void CollectCell(int x, int y, int z, in SlicePlane plane, in Vector3d normal, SliceFrame frame, List<SectionSphere> found)
    {
        var (imageX, imageY, imageZ) = (FloorDivide(x), FloorDivide(y), FloorDivide(z));
        var cell = CellOf(x - (imageX * cellsPerEdge), y - (imageY * cellsPerEdge), z - (imageZ * cellsPerEdge));
        var origin = plane.Centre - (BoxNm * new Vector3d(imageX, imageY, imageZ));
        var halfField = frame.FieldOfViewNm / 2;
        var halfThickness = frame.ThicknessNm / 2;
        foreach (ref readonly var sphere in spheres.AsSpan(firstOfCell[cell]..firstOfCell[cell + 1]))
        {
            var offset = sphere.Centre - origin;
            var height = normal.Dot(offset);
            if (Math.Abs(height) >= sphere.Radius + halfThickness) continue;
            var u = plane.U.Dot(offset);
            if (Math.Abs(u) >= halfField + sphere.Radius) continue;
            var v = plane.V.Dot(offset);
            if (Math.Abs(v) >= halfField + sphere.Radius) continue;
            found.Add(new SectionSphere(u, v, height, sphere.Radius));
        }
    }

    private (int Low, int High) Cells(int axis, in SlicePlane plane, in Vector3d normal, double halfField, double halfDepth)
    {
        var half = (halfField * (Math.Abs(plane.U[axis]) + Math.Abs(plane.V[axis]))) + (halfDepth * Math.Abs(normal[axis]));
        return ((int)Math.Floor((plane.Centre[axis] - half) / cellNm), (int)Math.Floor((plane.Centre[axis] + half) / cellNm));
    }

    private int FloorDivide(int cell) => (int)Math.Floor(cell / (double)cellsPerEdge);

    private int CellOf(int x, int y, int z) => (((z * cellsPerEdge) + y) * cellsPerEdge) + x;

    private (int[] First, Sphere[] Sorted) Sort(ParticleStructure structure)
    {
        var cells = new int[structure.Count];
        var first = new int[(cellsPerEdge * cellsPerEdge * cellsPerEdge) + 1];
        for (var p = 0; p < cells.Length; p++)
        {
            cells[p] = CellOf(CellAlong(structure.X[p]), CellAlong(structure.Y[p]), CellAlong(structure.Z[p]));
            first[cells[p] + 1]++;
        }

        for (var c = 1; c < first.Length; c++) first[c] += first[c - 1];
        var next = first.AsSpan(..^1).ToArray();
        var sorted = new Sphere[structure.Count];
        for (var p = 0; p < cells.Length; p++)
        {
            sorted[next[cells[p]]++] = new Sphere(
                new Vector3d(Wrap(structure.X[p]), Wrap(structure.Y[p]), Wrap(structure.Z[p])), structure.Radius[p]);
        }

        return (first, sorted);
    }

    private double Wrap(double x) => x - (BoxNm * Math.Floor(x / BoxNm));

    // A coordinate just below 0 wraps to the box edge itself by rounding: it belongs to the last cell.
    private int CellAlong(double x) => Math.Min((int)(Wrap(x) / cellNm), cellsPerEdge - 1);

    private static void Check(ParticleStructure s)
    {
        if (!(s.BoxNm > 0) || !double.IsFinite(s.BoxNm)) throw new ArgumentException($"box of {s.BoxNm} nm; a box edge is a length above 0");
        if (s.Y.Length != s.Count || s.Z.Length != s.Count || s.Radius.Length != s.Count)
            throw new ArgumentException($"{s.Count} x, {s.Y.Length} y, {s.Z.Length} z and {s.Radius.Length} radii; the four arrays have one length");
        for (var i = 0; i < s.Count; i++)
        {
            if (!double.IsFinite(s.X[i] + s.Y[i] + s.Z[i])) throw new ArgumentException($"particle {i} lies at ({s.X[i]}, {s.Y[i]}, {s.Z[i]})");
            if (!(s.Radius[i] > 0) || !double.IsFinite(s.Radius[i]))
                throw new ArgumentException($"particle {i} has radius {s.Radius[i]} nm; use a length above 0");
        }
    }

    private readonly record struct Sphere(Vector3d Centre, double Radius);
}
