using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Filler.Structures;

/// <summary>Reader of CanSAS 1D XML (versions 1.0 and 1.1): the first SASdata that holds points.</summary>
public static class CanSasXml
{
    // A curve has hundreds of points; megabytes of XML are a mistake or an attack.
    private const long MaxCharacters = 64 << 20;

    private static readonly Dictionary<string, double> QUnits = Units(
        (10, ["1/A", "1/Å", "A^-1", "A-1", "Å^-1", "1/angstrom", "angstrom^-1"]),
        (1, ["1/nm", "nm^-1", "nm-1"]));

    // The fit has a free scale, so an arbitrary unit is as good as any.
    private static readonly Dictionary<string, double> IntensityUnits = Units(
        (1, ["1/cm", "cm^-1", "cm-1", "a.u.", "au", "arbitrary", "none", "counts"]),
        (0.01, ["1/m", "m^-1"]));

    /// <summary>Reads the curve, with q converted to 1/nm by its unit attribute.</summary>
    /// <exception cref="StructureFileException">The file is truncated, has no points, or a value or unit cannot be used; the message gives the
    /// line.</exception>
    public static ScatteringCurve Read(string path)
    {
        var document = Load(path);
        var data = document.Descendants().FirstOrDefault(e => e.Name.LocalName == "SASdata" && Children(e, "Idata").Any())
            ?? throw new StructureFileException(path, "no SASentry/SASdata/Idata element: this is not a CanSAS 1D curve, or it holds no points.");
        return ScatteringCurve.FromPoints(Children(data, "Idata").Select(e => ReadPoint(path, e)));
    }

    /// <summary>What brings a q of this unit to 1/nm.</summary>
    internal static double QFactor(string path, string unit) => Factor(path, unit, "Q", QUnits);

    /// <summary>What brings an intensity of this unit to 1/cm.</summary>
    internal static double IntensityFactor(string path, string unit) => Factor(path, unit, "I", IntensityUnits);

    private static double Factor(string path, string unit, string name, Dictionary<string, double> units) =>
        units.TryGetValue(unit.Trim(), out var factor) ? factor
        : throw new StructureFileException(path, $"unit \"{unit}\" of {name} is not known: use one of {string.Join(", ", units.Keys)}.");

    private static XDocument Load(string path)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
        };
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = XmlReader.Create(stream, settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new StructureFileException(path, $"not well-formed XML at line {e.LineNumber} (truncated?): {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StructureFileException(path, $"cannot be opened: {e.Message}", e);
        }
    }

    private static ScatteringPoint ReadPoint(string path, XElement row)
    {
        var point = new ScatteringPoint(
            Value(path, row, "Q", QUnits) ?? throw Missing(path, row, "Q"),
            Value(path, row, "I", IntensityUnits) ?? throw Missing(path, row, "I"),
            Value(path, row, "Idev", IntensityUnits) ?? 0,
            Value(path, row, "Qdev", QUnits) ?? Value(path, row, "dQw", QUnits) ?? 0);
        return point.Problem() is { } problem
            ? throw new StructureFileException(path, $"line {Line(row)}: {problem}. Correct or remove this Idata.")
            : point;
    }

    private static double? Value(string path, XElement row, string name, Dictionary<string, double> units)
    {
        if (Children(row, name).FirstOrDefault() is not { } element) return null;
        var unit = element.Attribute("unit")?.Value.Trim()
            ?? throw new StructureFileException(
                path, $"line {Line(element)}: {name} has no unit attribute: add one of {string.Join(", ", units.Keys)}.");
        if (!units.TryGetValue(unit, out var factor))
            throw new StructureFileException(
                path, $"line {Line(element)}: unit \"{unit}\" of {name} is not known: use one of {string.Join(", ", units.Keys)}.");
        return double.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value * factor
            : throw new StructureFileException(path, $"line {Line(element)}: {name} is \"{element.Value}\", not a number.");
    }

    private static StructureFileException Missing(string path, XElement row, string name) =>
        new(path, $"line {Line(row)}: Idata without {name}: add it or remove the Idata.");

    private static Dictionary<string, double> Units(params (double Factor, string[] Names)[] units) =>
        units.SelectMany(u => u.Names, (u, name) => (name, u.Factor)).ToDictionary(u => u.name, u => u.Factor, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<XElement> Children(XElement e, string name) => e.Elements().Where(c => c.Name.LocalName == name);

    private static int Line(XElement e) => ((IXmlLineInfo)e).LineNumber;
}
