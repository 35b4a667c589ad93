using PureHDF;

namespace Filler.Structures;

/// <summary>Reader of NXcanSAS (manual.nexusformat.org/classes/applications/NXcanSAS.html): the first SASdata with a one-dimensional Q and I.</summary>
public static class NXcanSas
{
    private const long MaxBytes = 1L << 30;
    private const int MostPoints = 1_000_000;

    /// <summary>Whether a file is HDF5.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var start = new byte[4];
            return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start is [0x89, (byte)'H', (byte)'D', (byte)'F'];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StructureFileException(path, $"cannot be opened: {e.Message}", e);
        }
    }

    /// <exception cref="StructureFileException">No curve, or a value or unit that cannot be used.</exception>
    public static ScatteringCurve Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes) throw new StructureFileException(path, $"larger than {MaxBytes >> 20} MiB: this is no curve.");
        try
        {
            using var file = H5File.OpenRead(path);
            var data = Find(file, 8) ?? throw new StructureFileException(path, "no group of canSAS_class SASdata with a one-dimensional Q and I: this is no NXcanSAS curve.");
            return Read(path, data);
        }
        // The library meets damage with whatever exception its parsing throws; all of them mean the file.
        catch (Exception e) when (e is not StructureFileException)
        {
            throw new StructureFileException(path, $"cannot be read as NXcanSAS ({e.Message.TrimEnd('.')}): damaged, truncated, or a feature that is not read.", e);
        }
    }

    private static ScatteringCurve Read(string path, IH5Group data)
    {
        var (q, qUnit) = Column(path, data, "Q");
        var (intensity, iUnit) = Column(path, data, "I");
        var sigma = data.LinkExists("Idev") ? Column(path, data, "Idev") : ([], iUnit);
        var width = data.LinkExists("Qdev") ? Column(path, data, "Qdev") : ([], qUnit);
        if (intensity.Length != q.Length || (sigma.Item1.Length > 0 && sigma.Item1.Length != q.Length) || (width.Item1.Length > 0 && width.Item1.Length != q.Length))
            throw new StructureFileException(path, $"Q has {q.Length} values, I {intensity.Length}, Idev {sigma.Item1.Length}, Qdev {width.Item1.Length}: they must agree.");
        if (q.Length == 0) throw new StructureFileException(path, "Q is empty.");
        var (qFactor, iFactor) = (CanSasXml.QFactor(path, qUnit), CanSasXml.IntensityFactor(path, iUnit));
        return ScatteringCurve.FromPoints(q.Select((v, i) =>
        {
            var point = new ScatteringPoint(
                v * qFactor, intensity[i] * iFactor, sigma.Item1.Length > 0 ? sigma.Item1[i] * iFactor : 0,
                width.Item1.Length > 0 ? width.Item1[i] * CanSasXml.QFactor(path, width.Item2) : 0);
            return point.Problem() is { } problem ? throw new StructureFileException(path, $"point {i + 1}: {problem}. Correct or remove it.") : point;
        }));
    }

    private static (double[] Values, string Unit) Column(string path, IH5Group data, string name)
    {
        var dataset = data.Dataset(name);
        if (dataset.Space.Dimensions is not [<= MostPoints]) throw new StructureFileException(path, $"{name} is not a column of at most {MostPoints} values.");
        var values = dataset.Type.Size == 4 ? [.. dataset.Read<float[]>().Select(v => (double)v)] : dataset.Read<double[]>();
        return (values, dataset.AttributeExists("units") ? dataset.Attribute("units").Read<string>() : throw new StructureFileException(path, $"{name} has no attribute units: add it."));
    }

    private static IH5Group? Find(IH5Group group, int depth)
    {
        foreach (var child in group.Children().OfType<IH5Group>())
        {
            if (child.AttributeExists("canSAS_class") && child.Attribute("canSAS_class").Read<string>() == "SASdata" && HasCurve(child)) return child;
            if (depth > 0 && Find(child, depth - 1) is { } inner) return inner;
        }

        return null;
    }

    private static bool HasCurve(IH5Group group) => group.LinkExists("Q") && group.LinkExists("I") && group.Dataset("Q").Space.Dimensions.Length == 1;
}
